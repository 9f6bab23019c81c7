using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli.Tests;

/// <summary>A subcommand that needs no model: squares numbers.</summary>
internal static class SquareCommand
{
    public static ExperimentCommand Of(Action<int>? computing = null, Action? summing = null) => new(
        ExperimentKind.Of<Settings>("square", "Square numbers", (settings, _) => new Squares(settings, computing, summing)) with
        {
            Examples = [new("square --count 3", "the first three")],
        });

    internal sealed record Settings : IExperimentOptions
    {
        [Option("count", "How many numbers", Min = 1, Max = 1000)]
        public int Count { get; init; } = 6;

        [Option("power", "To which powers", Choices = ["2", "3"])]
        public IReadOnlyList<string> Powers { get; init; } = ["2"];

        public ModelOptions Model { get; init; } = new();

        public RunOptions Run { get; init; } = new();
    }

    internal sealed record Record(string Id, double Square) : IUnitRecord;

    internal sealed record Result(int N, double Sum);

    private sealed class Squares(Settings settings, Action<int>? computing, Action? summing) : Experiment<Record, Result>
    {
        public override IReadOnlyList<WorkBatch> Plan() => WorkBatch.Cut(
            Enumerable.Range(0, settings.Count).Select(i => new WorkUnit(i.ToString(CultureInfo.InvariantCulture), i)), 2);

        public override IReadOnlyList<Record> Compute(WorkBatch batch, CancellationToken cancellation)
        {
            computing?.Invoke(batch.Units[0].Example);
            int power = int.Parse(settings.Powers[0], CultureInfo.InvariantCulture);
            return [.. batch.Units.Select(u => new Record(u.Id, Math.Pow(u.Example, power)))];
        }

        public override Result Summarise(IEnumerable<Record> records)
        {
            summing?.Invoke();
            return new(records.Count(), records.Sum(r => r.Square));
        }

        public override IEnumerable<CsvTable> Tables(Result result) => [];

        public override IEnumerable<DrawnFigure> Draw(Result result) => [];

        public override SummaryTable Headline(Result result) => new(
            "Squares", ["n", "sum"], [[$"{result.N}", $"{result.Sum}"]]);

        public override RunMeasurements Measure(Result result, IEnumerable<Record> records) => RunMeasurements.None("has no examples");
    }
}
