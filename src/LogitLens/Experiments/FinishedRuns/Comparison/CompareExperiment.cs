using LogitLens.Runs;
using LogitLens.Statistics.Comparisons;

namespace LogitLens.Experiments.FinishedRuns.Comparison;

/// <summary>Compares finished runs, two and two.</summary>
public sealed class CompareExperiment(CompareOptions options, IProgressSink progress) : IExperiment<CompareUnit, CompareRecord, CompareResult>
{
    private ComparedRuns? _runs;

    private ComparedRuns Compared => _runs ??= ComparedRuns.Open(options.Folders);

    /// <inheritdoc/>
    public RunInputs Inputs => new();

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<CompareUnit>> Plan()
    {
        IReadOnlyList<MeasuredRun> runs = Compared.Runs;
        List<CompareUnit> units = [];
        string? obstacle = null;
        bool any = false;
        for (int i = 0; i < runs.Count; i++)
        {
            for (int j = i + 1; j < runs.Count; j++)
            {
                string? own = new RunPair(runs[i], runs[j]).Obstacle();
                (any, obstacle) = (any || own is null, obstacle ?? own);
                units.Add(new CompareUnit($"{runs[i].Name}/{runs[j].Name}", i, j));
            }
        }

        return any ? WorkBatch<CompareUnit>.Cut(units, 1) : throw new InputException(obstacle!);
    }

    /// <inheritdoc/>
    public void Load()
    {
        foreach (MeasuredRun run in Compared.Runs.Where(run => run.Run.Manifest.Options["shard"] is not null))
        {
            progress.Warn(ShardNote(run));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<CompareRecord> Compute(WorkBatch<CompareUnit> batch, CancellationToken cancellation) =>
        [.. batch.Units.Select(unit => new RunPair(Compared.Runs[unit.First], Compared.Runs[unit.Second]).Compare(unit.Id, options.Seed))];

    /// <inheritdoc/>
    public CompareResult Summarise(IEnumerable<CompareRecord> records)
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

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(CompareResult result) => CompareTables.Of(result);

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(CompareResult result) => CompareFigures.Of(result);

    /// <inheritdoc/>
    public SummaryTable Headline(CompareResult result) => CompareTables.Headline(result);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string ShardNote(MeasuredRun run) => $"{run.Name} is shard {run.Run.Manifest.Options["shard"]} of a run, not the whole";
}
