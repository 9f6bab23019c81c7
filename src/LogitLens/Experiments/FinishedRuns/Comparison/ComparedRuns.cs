using LogitLens.Options;

namespace LogitLens.Experiments.FinishedRuns.Comparison;

/// <summary>The runs of a comparison, all of one kind, under distinct names.</summary>
internal sealed class ComparedRuns
{
    private readonly OptionSet _options;

    private ComparedRuns(string kind, OptionSet options, IReadOnlyList<MeasuredRun> runs) => (Kind, _options, Runs) = (kind, options, runs);

    /// <summary>What kind of runs they are.</summary>
    public string Kind { get; }

    /// <summary>The runs, in the order given.</summary>
    public IReadOnlyList<MeasuredRun> Runs { get; }

    /// <summary>Opens the folders and reads what the runs measured.</summary>
    /// <exception cref="InputException">A folder is no finished run's, or the kinds differ or cannot be compared.</exception>
    public static ComparedRuns Open(IReadOnlyList<string> folders)
    {
        FinishedRun[] runs = [.. folders.Select(FinishedRun.Open)];
        string kind = RunReaders.Name(runs[0]);
        if (Array.Find(runs, run => RunReaders.Name(run) != kind) is { } other)
        {
            throw new InputException(
                $"{runs[0].Folder} is a run of {kind} and {other.Folder} one of {RunReaders.Name(other)}: they have no metric in common; give runs of one kind");
        }

        IRunReader reader = RunReaders.Find(runs[0])
            ?? throw new InputException($"runs of {kind} cannot be compared; those of {string.Join(", ", RunReaders.Names)} can");
        bool distinct = runs.Select(run => run.Name).Distinct().Count() == runs.Length;
        return new ComparedRuns(
            kind, reader.Kind.Options, [.. runs.Select(run => new MeasuredRun(distinct ? run.Name : run.Folder, run, reader.Read(run)))]);
    }

    /// <summary>The options that can change what comes out of a run and are not the same in all.</summary>
    public IReadOnlyList<OptionDifference> OptionDifferences() =>
    [
        .. Runs.SelectMany(run => run.Run.Manifest.Options.Select(option => option.Key)).Distinct()
            .Where(name => _options.Find(name) is not { IsRunOnly: true })
            .Select(name => new OptionDifference(name, [.. Runs.Select(run => OptionText.Of(run.Run.Manifest.Options[name]))]))
            .Where(option => option.Values.Distinct().Skip(1).Any()),
    ];

    /// <summary>Each run's metrics over all of its examples.</summary>
    public IReadOnlyList<ComparedRun> Describe() =>
    [
        .. Runs.Select(run => new ComparedRun(
            run.Name,
            run.Run.Folder,
            run.Run.Manifest.Inputs?.Model?.Id,
            run.Run.Manifest.Inputs?.Dataset?.Id,
            [
                .. run.Measurements.Conditions.SelectMany(condition =>
                    condition.Metrics.Select(metric => new RunValue(condition.Name, metric.Name, metric.IsShare, metric.Estimate))),
                .. run.Measurements.Totals.Select(total => new RunValue(null, total.Name, false, total.Estimate)),
            ])),
    ];
}
