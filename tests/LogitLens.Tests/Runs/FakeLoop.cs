using LogitLens.Runs;

namespace LogitLens.Tests.Runs;

/// <summary>A loop: each record hangs on all before it, so that only the true state brings back the same numbers.</summary>
internal sealed class FakeLoop(FakeOptions options, FakeLoopHooks hooks) : Experiment<FakeRecord, FakeResult>
{
    private double _state;
    private RunLoop? _loop;

    public override RunLoop Loop => _loop ??= new RunLoop(batches => batches % 5 == 0, Save, path => _state = BitConverter.ToDouble(File.ReadAllBytes(path)));

    public static ExperimentKind Kind(FakeLoopHooks? hooks = null) =>
        ExperimentKind.Of<FakeOptions>("fake-loop", "Compute a series", (options, _) => new FakeLoop(options, hooks ?? new FakeLoopHooks()));

    public override IReadOnlyList<WorkBatch> Plan() => WorkBatch.Cut(
        Enumerable.Range(0, options.Examples).Select(i => new WorkUnit("step-" + i.ToString(CultureInfo.InvariantCulture), i)), 1);

    public override IReadOnlyList<FakeRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        hooks.Computing?.Invoke(batch.Units[0].Example);
        _state = (_state * 0.9) + Math.Sqrt(batch.Units[0].Example + 2);
        return [new FakeRecord(batch.Units[0].Id, _state, 0)];
    }

    public override FakeResult Summarise(IEnumerable<FakeRecord> records)
    {
        double[] scores = [.. records.Select(record => record.Score)];
        return new FakeResult(scores.Length, scores.Average(), 0, scores);
    }

    public override IEnumerable<CsvTable> Tables(FakeResult result) => [];

    public override IEnumerable<DrawnFigure> Draw(FakeResult result) => [];

    public override SummaryTable Headline(FakeResult result) => new("Fake", ["n"], [[$"{result.N}"]]);

    public override RunMeasurements Measure(FakeResult result, IEnumerable<FakeRecord> records) => RunMeasurements.None("is a test");

    private void Save(string path)
    {
        hooks.Saving?.Invoke(path);
        AtomicFile.Write(path, stream => stream.Write(BitConverter.GetBytes(_state)));
    }
}

/// <summary>What a test does while the loop runs.</summary>
internal sealed record FakeLoopHooks
{
    public Action<int>? Computing { get; init; }

    public Action<string>? Saving { get; init; }
}
