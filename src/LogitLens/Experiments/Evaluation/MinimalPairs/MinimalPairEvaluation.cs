using LogitLens.Figures;
using LogitLens.Models;
using LogitLens.Runs;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.Evaluation.PairRecord>;

namespace LogitLens.Experiments.Evaluation;

/// <summary>
/// Whether the model finds the acceptable sentence of each pair the more probable one: the sum of its tokens' log-probabilities (Warstadt et al.
/// 2020, BLiMP's simple LM method).
/// </summary>
internal sealed class MinimalPairEvaluation(EvaluateOptions options, IProgressSink progress)
    : ModelExperiment<PairTask, PairRecord, PairResult>(options.Model, progress)
{

    private const string AllPairs = "all pairs";

    private static readonly Metric[] s_metrics =
    [
        Metric.Share("accuracy", record => record.Correct),
        Metric.Mean("margin", record => record.GoodLogProb - record.BadLogProb),
    ];

    private string What => $"{ModelName} on {ShownName.Of(options.Data.Dataset)}";

    public override IReadOnlyList<WorkBatch> Plan()
    {
        LengthBatches lengths = new(Config, options.Run, Source.Device);
        IEnumerable<WorkUnit> units = Data.Pairs.Select((pair, index) => new WorkUnit(pair.Pair.Id, index));
        return [.. lengths.Cut(units, unit => Data.Pairs[unit.Example].Good.Length + Data.Pairs[unit.Example].Bad.Length, shared: 0)
            .Select(batch => new WorkBatch(batch))];
    }

    public override IReadOnlyList<PairRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        TokenisedPair[] pairs = [.. batch.Units.Select(unit => Data.Pairs[unit.Example])];
        double[] scores = TokenScores.ContinuationLogProbabilities(
            Model, [.. pairs.SelectMany(pair => (int[][])[pair.Good, pair.Bad]).Select(ids => (ids[..1], ids[1..]))]);
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

    public override PairResult Summarise(IEnumerable<PairRecord> records) => PairSummary.Of(records, Data.Clusters) with { Notes = Data.Notes };

    public override IEnumerable<CsvTable> Tables(PairResult result) => [PairTables.Of(result)];

    public override IEnumerable<DrawnFigure> Draw(PairResult result) =>
    [
        new DrawnFigure("accuracy-by-paradigm", new BarChart
        {
            Heading = new FigureHeading("Minimal pairs: the acceptable sentence is the more probable one", $"{What}, n = {result.Overall.N}; 95% intervals"),
            Categories = [.. result.Paradigms.Select(group => group.Name)],
            Series =
            [
                new BarSeries("accuracy", [.. result.Paradigms.Select(group => group.Accuracy.ToEstimate())]),
            ],
            CategoryTitle = "paradigm",
            ValueTitle = "accuracy",
            Format = ValueFormat.Proportion,
            Horizontal = true,
            References = [new ReferenceLine("chance", PairResult.Chance)],
        }.Draw()),
    ];

    public override SummaryTable Headline(PairResult result) => PairTables.Headline(result, What);

    public override RunMeasurements Measure(PairResult result, IEnumerable<PairRecord> records)
    {
        PairRecord[] all = [.. records];
        IGrouping<string, PairRecord>[] paradigms = [.. all.GroupBy(record => record.Paradigm)];
        return new RunMeasurements([Condition(AllPairs, all), .. paradigms.Length < 2 ? [] : paradigms.Select(group => Condition(group.Key, [.. group]))]);
    }

    public override GivenAnswer? AnswerOf(PairResult result, PairRecord record) =>
        GivenAnswer.OfLabels(record.Id, ["acceptable", "unacceptable"], right: 0, [record.GoodLogProb, record.BadLogProb]);

    protected override PairTask Open(ModelSource source) =>
        PairTask.Open(source, options.Data, options.Run.Seed);

    private static MeasuredCondition Condition(string name, PairRecord[] records) => Metric.Read(name, records, s_metrics, record => record.Id, null);
}
