using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>Compares finished runs, two and two.</summary>
internal sealed class CompareExperiment(CompareOptions options, ExperimentRegistry kinds, IProgressSink progress)
    : Experiment<CompareRecord, CompareResult>
{
    private ComparedRuns? _runs;

    private ComparedRuns Compared => _runs ??= ComparedRuns.Open(options.Folders, kinds);

    public override IReadOnlyList<WorkBatch> Plan()
    {
        IReadOnlyList<RunPair> pairs = Compared.Pairs;
        string?[] obstacles = [.. pairs.Select(pair => pair.Obstacle())];
        return obstacles.Contains(null)
            ? WorkBatch.Cut(pairs.Select((pair, index) => new WorkUnit(pair.Id, index)), 1)
            : throw new InputException(obstacles[0]!);
    }

    public override void Load()
    {
        foreach (MeasuredRun run in Compared.Runs.Where(run => run.Run.Manifest.Options["shard"] is not null))
        {
            progress.Warn(ShardNote(run));
        }
    }

    public override IReadOnlyList<CompareRecord> Compute(WorkBatch batch, CancellationToken cancellation) =>
        [.. batch.Units.Select(unit => Compared.Pairs[unit.Example].Compare(unit.Id, options.Seed))];

    public override CompareResult Summarise(IEnumerable<CompareRecord> records)
    {
        CompareRecord[] pairs = [.. records];
        MetricDifference[] tested = [.. pairs.SelectMany(pair => pair.Differences).Where(difference => difference.PValue is not null)];
        double[] adjusted = BenjaminiHochberg.Adjust([.. tested.Select(difference => difference.PValue!.Value)]);
        int next = 0;
        return new CompareResult
        {
            Kind = Compared.Kind,
            Runs = Compared.Describe(),
            Options = Compared.OptionDifferences(),
            Pairs =
            [
                .. pairs.Select(pair => pair with
                {
                    Differences = [.. pair.Differences.Select(each => each.PValue is null ? each : each with { AdjustedPValue = adjusted[next++] })],
                }),
            ],
            Notes = [.. Compared.Runs.Where(run => run.Run.Manifest.Options["shard"] is not null).Select(ShardNote), .. pairs.SelectMany(pair => pair.Notes)],
        };
    }

    public override IEnumerable<CsvTable> Tables(CompareResult result) => CompareTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(CompareResult result) => CompareFigures.Of(result);

    public override SummaryTable Headline(CompareResult result) => CompareTables.Headline(result);

    public override RunMeasurements Measure(CompareResult result, IEnumerable<CompareRecord> records) =>
        RunMeasurements.None("is a comparison, which has no examples of its own; give the runs that it compares");

    private static string ShardNote(MeasuredRun run) => $"{run.Name} is shard {run.Run.Manifest.Options["shard"]} of a run, not the whole";
}
