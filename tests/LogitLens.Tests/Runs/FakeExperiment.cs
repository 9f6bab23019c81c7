using System.Globalization;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Tests.Runs;

/// <summary>A small deterministic experiment whose numbers depend on how the work was cut into batches, as floats of a model do.</summary>
internal sealed class FakeExperiment(FakeOptions options, FakeHooks hooks) : IExperiment<FakeUnit, FakeRecord, FakeResult>
{
    public RunInputs Inputs => new()
    {
        Model = new ModelInput(options.Model, "aa", null, false),
        Dataset = new DatasetInput(options.Dataset, null, "bb", options.Examples),
    };

    public static ExperimentKind<FakeOptions, FakeUnit, FakeRecord, FakeResult> Kind(FakeHooks? hooks = null) =>
        new("fake", (options, _) => new FakeExperiment(options, hooks ?? new FakeHooks()));

    public IReadOnlyList<WorkBatch<FakeUnit>> Plan()
    {
        hooks.Planned?.Invoke();
        return WorkBatch<FakeUnit>.Cut(
            Enumerable.Range(0, options.Examples).Select(i => new FakeUnit("example-" + i.ToString(CultureInfo.InvariantCulture), i)),
            options.Run.BatchSize.Count ?? 4);
    }

    public void Load() => hooks.Loaded?.Invoke();

    public IReadOnlyList<FakeRecord> Compute(WorkBatch<FakeUnit> batch, CancellationToken cancellation)
    {
        hooks.Computing?.Invoke(batch);
        double shared = batch.Units.Sum(u => 1.0 / (u.Index + 3)) * 1e-12;
        return [.. batch.Units.Select(u => new FakeRecord(u.Id, Math.Sqrt(u.Index + options.Run.Seed) / 3 + shared, u.Index == 2 ? double.NaN : u.Index))];
    }

    public FakeResult Summarise(IEnumerable<FakeRecord> records)
    {
        var all = records.ToList();
        return new FakeResult(all.Count, all.Average(r => r.Score), all.Count(r => double.IsNaN(r.Odd)), [.. all.Select(r => r.Score)]);
    }

    public IEnumerable<CsvTable> Tables(FakeResult result) =>
        [CsvTable.Of("scores", result.Scores.Select((score, index) => new ScoreRow(index, score)))];

    public IEnumerable<IFigure> Draw(FakeResult result) => [new FakeFigure(result.N)];

    public SummaryTable Headline(FakeResult result) => new(
        "Fake", ["n", "mean"], [[result.N.ToString(CultureInfo.InvariantCulture), result.Mean.ToString("0.000", CultureInfo.InvariantCulture)]]);

    public void Dispose() => hooks.Disposed?.Invoke();

    private sealed record ScoreRow(int ExampleIndex, double Score);

    private sealed record FakeFigure(int N) : IFigure
    {
        public string Name => "mean";

        public void WriteSvg(TextWriter writer) => writer.Write($"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{N}</text></svg>\n");
    }
}

internal sealed record FakeUnit(string Id, int Index) : IWorkUnit;

internal sealed record FakeRecord(string Id, double Score, double Odd) : IUnitRecord;

internal sealed record FakeResult(int N, double Mean, int Nans, IReadOnlyList<double> Scores);

internal sealed record FakeOptions : IExperimentOptions
{
    [Option("model", "The model")]
    public string Model { get; init; } = "tiny";

    [Option("dataset", "The data")]
    public string Dataset { get; init; } = "reviews";

    [Option("examples", "How many", Min = 0)]
    public int Examples { get; init; } = 30;

    public RunOptions Run { get; init; } = new();
}

/// <summary>What a test wants to do, or to see, while the experiment runs.</summary>
internal sealed record FakeHooks
{
    public Action? Planned { get; init; }

    public Action? Loaded { get; init; }

    public Action<WorkBatch<FakeUnit>>? Computing { get; init; }

    public Action? Disposed { get; init; }
}
