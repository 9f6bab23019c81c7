using System.Globalization;
using LogitLens.Cli.CommandLine;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli.Tests;

/// <summary>A subcommand that needs no model: squares numbers.</summary>
internal sealed class SquareCommand(Action<int>? computing = null) : ExperimentCommand(Experiment.KindOf(computing))
{
    public override string Summary => "Square numbers";

    public override IReadOnlyList<CommandExample> Examples => [new("square --count 3", "the first three")];

    internal sealed record Settings : IExperimentOptions
    {
        [Option("count", "How many numbers", Min = 1, Max = 1000)]
        public int Count { get; init; } = 6;

        [Option("power", "To which powers", Choices = ["2", "3"])]
        public IReadOnlyList<string> Powers { get; init; } = ["2"];

        public ModelOptions Model { get; init; } = new();

        public RunOptions Run { get; init; } = new();
    }

    internal sealed record Unit(string Id, int Number) : IWorkUnit;

    internal sealed record Record(string Id, double Square) : IUnitRecord;

    internal sealed record Result(int N, double Sum);

    private sealed class Experiment(Settings settings, Action<int>? computing) : IExperiment<Unit, Record, Result>
    {
        public RunInputs Inputs => new();

        public static ExperimentKind<Settings, Unit, Record, Result> KindOf(Action<int>? computing) =>
            new("square", (settings, _) => new Experiment(settings, computing));

        public IReadOnlyList<WorkBatch<Unit>> Plan() => WorkBatch<Unit>.Cut(
            Enumerable.Range(0, settings.Count).Select(i => new Unit(i.ToString(CultureInfo.InvariantCulture), i)), 2);

        public void Load()
        {
        }

        public IReadOnlyList<Record> Compute(WorkBatch<Unit> batch, CancellationToken cancellation)
        {
            computing?.Invoke(batch.Units[0].Number);
            return [.. batch.Units.Select(u => new Record(u.Id, Math.Pow(u.Number, int.Parse(settings.Powers[0], CultureInfo.InvariantCulture))))];
        }

        public Result Summarise(IEnumerable<Record> records) => new(records.Count(), records.Sum(r => r.Square));

        public IEnumerable<CsvTable> Tables(Result result) => [];

        public IEnumerable<IFigure> Draw(Result result) => [];

        public SummaryTable Headline(Result result) => new(
            "Squares", ["n", "sum"], [[result.N.ToString(CultureInfo.InvariantCulture), result.Sum.ToString(CultureInfo.InvariantCulture)]]);

        public void Dispose()
        {
        }
    }
}
