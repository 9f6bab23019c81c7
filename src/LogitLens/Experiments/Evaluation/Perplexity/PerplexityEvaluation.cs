using System.Globalization;
using LogitLens.Experiments.Inputs;
using LogitLens.Figures;
using LogitLens.Models.Generation;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Evaluation.Perplexity;

/// <summary>How probable a running text is, by windows that overlap so that each token has some context.</summary>
public sealed class PerplexityEvaluation(EvaluateOptions options, IProgressSink progress) : IExperiment<EvaluationUnit, WindowRecord, PerplexityResult>
{
    private ModelSource? _source;
    private PerplexityTask? _task;
    private LoadedModel? _model;

    private ModelSource Source => _source ??= ModelSource.Find(options.Model, progress);

    private PerplexityTask Task => _task ??= PerplexityTask.Open(Source, options.Data, options.Task.Stride);

    private string What => $"{ShownName.Of(options.Model.Model)} on {ShownName.Of(options.Data.Dataset)}";

    /// <inheritdoc/>
    public RunInputs Inputs => new() { Model = _model?.Input, Dataset = _task?.Input, Engine = _model?.Engine };

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<EvaluationUnit>> Plan()
    {
        LengthBatches lengths = new(Source.Files.Config, options.Run, Source.Device);
        IEnumerable<EvaluationUnit> units = Task.Windows.Select(
            (window, index) => new EvaluationUnit(string.Create(CultureInfo.InvariantCulture, $"token:{window.ScoredFrom}"), 0, index));
        return [.. lengths.Cut(units, unit => Task.Windows[unit.Example].End - Task.Windows[unit.Example].Start, shared: 0)
            .Select(batch => new WorkBatch<EvaluationUnit>(batch))];
    }

    /// <inheritdoc/>
    public void Load()
    {
        _model = Source.Load();
    }

    /// <inheritdoc/>
    public IReadOnlyList<WindowRecord> Compute(WorkBatch<EvaluationUnit> batch, CancellationToken cancellation)
    {
        TextWindow[] windows = [.. batch.Units.Select(unit => Task.Windows[unit.Example])];
        double[] scores = TokenScores.ContinuationLogProbabilities(
            _model!.Transformer, [.. windows.Select(window => (Task.Tokens[window.Start..window.ScoredFrom], Task.Tokens[window.ScoredFrom..window.End]))]);
        BytePairTokenizer tokenizer = Source.Files.RequireTokenizer();
        return [.. batch.Units.Select((unit, index) => new WindowRecord
        {
            Id = unit.Id,
            From = windows[index].ScoredFrom,
            Tokens = windows[index].Scored,
            Bytes = Task.Tokens[windows[index].ScoredFrom..windows[index].End].Sum(id => tokenizer.TokenBytes(id).Length),
            LogProb = scores[index],
        })];
    }

    /// <inheritdoc/>
    public PerplexityResult Summarise(IEnumerable<WindowRecord> records) => PerplexityResult.Of(records, options.Run.Seed);

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(PerplexityResult result) => PerplexityTables.Of(result);

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(PerplexityResult result) =>
    [
        new DrawnFigure("loss-along-text", new LineChart
        {
            Heading = new FigureHeading("Loss along the text", $"{What}, {result.Tokens} tokens in {result.Windows.Count} windows"),
            XTitle = "token",
            YTitle = "loss, nats a token",
            Series = [new LineSeries("loss of a window", [.. result.Windows.Select(window => (double)window.From)], [.. result.Windows.Select(window => window.Loss)])],
            References = result.Loss.Value is { } mean ? [new ReferenceLine("mean", mean)] : [],
        }.Draw()),
    ];

    /// <inheritdoc/>
    public SummaryTable Headline(PerplexityResult result) => PerplexityTables.Headline(result, What);

    /// <inheritdoc/>
    public void Dispose() => _model?.Dispose();
}
