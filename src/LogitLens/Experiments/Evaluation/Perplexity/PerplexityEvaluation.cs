using LogitLens.Figures;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Evaluation;

/// <summary>How probable a running text is, by windows that overlap so that each token has some context.</summary>
internal sealed class PerplexityEvaluation(EvaluateOptions options, IProgressSink progress)
    : ModelExperiment<PerplexityTask, WindowRecord, PerplexityResult>(options.Model, progress)
{

    private string What => $"{ModelName} on {ShownName.Of(options.Data.Dataset)}";

    public override IReadOnlyList<WorkBatch> Plan()
    {
        LengthBatches lengths = new(Config, options.Run, Source.Device);
        IEnumerable<WorkUnit> units = Data.Windows.Select(
            (window, index) => new WorkUnit(string.Create(CultureInfo.InvariantCulture, $"token:{window.ScoredFrom}"), index));
        return [.. lengths.Cut(units, unit => Data.Windows[unit.Example].End - Data.Windows[unit.Example].Start, shared: 0)
            .Select(batch => new WorkBatch(batch))];
    }

    public override IReadOnlyList<WindowRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        TextWindow[] windows = [.. batch.Units.Select(unit => Data.Windows[unit.Example])];
        double[] scores = TokenScores.ContinuationLogProbabilities(
            Model, [.. windows.Select(window => (Data.Tokens[window.Start..window.ScoredFrom], Data.Tokens[window.ScoredFrom..window.End]))]);
        BytePairTokenizer tokenizer = Source.Files.RequireTokenizer();
        return [.. batch.Units.Select((unit, index) => new WindowRecord
        {
            Id = unit.Id,
            From = windows[index].ScoredFrom,
            Tokens = windows[index].Scored,
            Bytes = Data.Tokens[windows[index].ScoredFrom..windows[index].End].Sum(id => tokenizer.TokenBytes(id).Length),
            LogProb = scores[index],
        })];
    }

    public override PerplexityResult Summarise(IEnumerable<WindowRecord> records) => PerplexityResult.Of(records);

    public override IEnumerable<CsvTable> Tables(PerplexityResult result) => PerplexityTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(PerplexityResult result) =>
    [
        new DrawnFigure("loss-along-text", new LineChart
        {
            Heading = new FigureHeading("Loss along the text", $"{What}, {result.Tokens} tokens in {result.Windows.Count} windows"),
            XTitle = "token",
            YTitle = "loss, nats a token",
            Series =
            [
                new LineSeries("loss of a window", [.. result.Windows.Select(window => (double)window.From)], result.Windows.Select(window => window.Loss)),
            ],
            References = result.Loss.Value is { } mean ? [new ReferenceLine("mean", mean)] : [],
        }.Draw()),
    ];

    public override SummaryTable Headline(PerplexityResult result) => PerplexityTables.Headline(result, What);

    public override RunMeasurements Measure(PerplexityResult result, IEnumerable<WindowRecord> records) => new([])
    {
        // Windows of one text are not independent examples, so there is nothing to test.
        Totals = [new("loss", result.Loss), new("perplexity", result.Perplexity), new("bits_per_byte", result.BitsPerByte)],
    };

    protected override PerplexityTask Open(ModelSource source) =>
        PerplexityTask.Open(source, options.Data, options.Task.Stride);
}
