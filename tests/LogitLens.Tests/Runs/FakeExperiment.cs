using LogitLens.Figures;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Tests.Runs;

/// <summary>A small deterministic experiment whose numbers depend on how the work was cut into batches, as floats of a model do.</summary>
internal sealed class FakeExperiment(FakeOptions options, FakeHooks hooks) : Experiment<FakeRecord, FakeResult>
{
    public override RunInputs Inputs => new()
    {
        Model = new ModelInput(options.Model, "aa", null, false),
        Dataset = new DatasetInput(options.Dataset, null, "bb", options.Examples),
    };

    public static ExperimentKind Kind(FakeHooks? hooks = null) =>
        ExperimentKind.Of<FakeOptions>("fake", "Compute numbers", (options, _) => new FakeExperiment(options, hooks ?? new FakeHooks()));

    public override IRunSetup? Setup => hooks.Setup is null ? null : Found;

    private RunSetup<FakeSetup> Found => field ??= new(_ => new FakeSetup(hooks.Setup!()));

    public override IReadOnlyList<WorkBatch> Plan()
    {
        hooks.Planned?.Invoke();
        return WorkBatch.Cut(
            Enumerable.Range(0, options.Examples).Select(i => new WorkUnit("example-" + i.ToString(CultureInfo.InvariantCulture), i)),
            options.Run.Batch.Size.Count ?? 4);
    }

    public override void Load() => hooks.Loaded?.Invoke();

    public override IReadOnlyList<FakeRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        hooks.Computing?.Invoke(batch);
        double shared = batch.Units.Sum(u => 1.0 / (u.Example + 3)) * 1e-12;
        return [.. batch.Units.Select(u => new FakeRecord(u.Id, Score(u) + shared, u.Example == 2 ? double.NaN : u.Example))];
    }

    public override FakeResult Summarise(IEnumerable<FakeRecord> records)
    {
        List<FakeRecord> all = records.ToList();
        return new FakeResult(all.Count, all.Average(r => r.Score), all.Count(r => double.IsNaN(r.Odd)), [.. all.Select(r => r.Score)]);
    }

    public override IEnumerable<CsvTable> Tables(FakeResult result) =>
        [new CsvTable("scores", ["example_index", "score"], result.Scores.Select((score, index) => (IReadOnlyList<object?>)[index, score]))];

    public override IEnumerable<DrawnFigure> Draw(FakeResult result) =>
        [new DrawnFigure("mean", new PieChart { Heading = new("Fake"), Slices = [new("units", result.N)] }.Draw())];

    public override SummaryTable Headline(FakeResult result) => new(
        "Fake", ["n", "mean"], [[$"{result.N}", $"{result.Mean:0.000}"]]);

    public override RunMeasurements Measure(FakeResult result, IEnumerable<FakeRecord> records) => RunMeasurements.None("is a test");

    protected override void Dispose(bool disposing)
    {
        hooks.Disposed?.Invoke();
        base.Dispose(disposing);
    }

    private double Score(WorkUnit unit) => (Math.Sqrt(unit.Example + options.Run.Seed) / 3) + (Setup is null ? 0 : Found.Value.Shift);
}

internal sealed record FakeSetup(double Shift);

internal sealed record FakeRecord(string Id, double Score, double Odd) : IUnitRecord;

internal sealed record FakeResult(int N, double Mean, int Nans, IReadOnlyList<double> Scores);

internal sealed record FakeOptions : IExperimentOptions
{
    [Option("model", "The model")]
    public string Model { get; init; } = "tiny";

    [Option("dataset", "The data", Input = true)]
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

    public Action<WorkBatch>? Computing { get; init; }

    public Action? Disposed { get; init; }

    /// <summary>Finds what the run's setup holds; null for a run without one.</summary>
    public Func<double>? Setup { get; init; }
}
