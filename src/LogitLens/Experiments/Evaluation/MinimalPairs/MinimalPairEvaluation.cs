using LogitLens.Experiments.Inputs;
using LogitLens.Figures;
using LogitLens.Models.Generation;
using LogitLens.Runs;

namespace LogitLens.Experiments.Evaluation.MinimalPairs;

/// <summary>
/// Whether the model finds the acceptable sentence of each pair the more probable one: the sum of its tokens' log-probabilities (Warstadt et al.
/// 2020, BLiMP's simple LM method).
/// </summary>
public sealed class MinimalPairEvaluation(EvaluateOptions options, IProgressSink progress) : IExperiment<EvaluationUnit, PairRecord, PairResult>
{
    private ModelSource? _source;
    private PairTask? _task;
    private LoadedModel? _model;

    private ModelSource Source => _source ??= ModelSource.Find(options.Model, progress);

    private PairTask Task => _task ??= PairTask.Open(Source, options.Data, options.Run.Seed);

    private string What => $"{ShownName.Of(options.Model.Model)} on {ShownName.Of(options.Data.Dataset)}";

    /// <inheritdoc/>
    public RunInputs Inputs => new() { Model = _model?.Input, Dataset = _task?.Input, Engine = _model?.Engine };

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<EvaluationUnit>> Plan()
    {
        LengthBatches lengths = new(Source.Files.Config, options.Run, Source.Device);
        IEnumerable<EvaluationUnit> units = Task.Pairs.Select((pair, index) => new EvaluationUnit(pair.Pair.Id, 0, index));
        return [.. lengths.Cut(units, unit => Task.Pairs[unit.Example].Good.Length + Task.Pairs[unit.Example].Bad.Length, shared: 0)
            .Select(batch => new WorkBatch<EvaluationUnit>(batch))];
    }

    /// <inheritdoc/>
    public void Load()
    {
        _model = Source.Load();
    }

    /// <inheritdoc/>
    public IReadOnlyList<PairRecord> Compute(WorkBatch<EvaluationUnit> batch, CancellationToken cancellation)
    {
        TokenisedPair[] pairs = [.. batch.Units.Select(unit => Task.Pairs[unit.Example])];
        double[] scores = TokenScores.ContinuationLogProbabilities(
            _model!.Transformer, [.. pairs.SelectMany(pair => (int[][])[pair.Good, pair.Bad]).Select(ids => (ids[..1], ids[1..]))]);
        return [.. pairs.Select((pair, index) => new PairRecord
        {
            Id = pair.Pair.Id,
            Paradigm = pair.Pair.Paradigm,
            Phenomenon = pair.Pair.Phenomenon,
            GoodLogProb = scores[2 * index],
            BadLogProb = scores[(2 * index) + 1],
            GoodTokens = pair.Good.Length - 1,
            BadTokens = pair.Bad.Length - 1,
        })];
    }

    /// <inheritdoc/>
    public PairResult Summarise(IEnumerable<PairRecord> records) => PairSummary.Of(records, options.Run.Seed) with { Notes = [.. Task.Notes()] };

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(PairResult result) => [PairTables.Of(result)];

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(PairResult result) =>
    [
        new DrawnFigure("accuracy-by-paradigm", new BarChart
        {
            Heading = new FigureHeading("Minimal pairs: the acceptable sentence is the more probable one", $"{What}, n = {result.Overall.N}; 95% Wilson intervals"),
            Categories = [.. result.Paradigms.Select(group => group.Name)],
            Series =
            [
                new BarSeries("accuracy", [.. result.Paradigms.Select(group => group.Accuracy.Value ?? double.NaN)])
                {
                    Lower = [.. result.Paradigms.Select(group => group.Accuracy.Interval?.Low ?? double.NaN)],
                    Upper = [.. result.Paradigms.Select(group => group.Accuracy.Interval?.High ?? double.NaN)],
                },
            ],
            CategoryTitle = "paradigm",
            ValueTitle = "accuracy",
            Format = ValueFormat.Proportion,
            Horizontal = true,
            References = [new ReferenceLine("chance", PairResult.Chance)],
        }.Draw()),
    ];

    /// <inheritdoc/>
    public SummaryTable Headline(PairResult result) => PairTables.Headline(result, What);

    /// <inheritdoc/>
    public void Dispose() => _model?.Dispose();
}
