using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>The runs of a comparison, all of one kind, under distinct names.</summary>
internal sealed class ComparedRuns
{
    private readonly OptionSet _options;

    private ComparedRuns(string kind, OptionSet options, IReadOnlyList<MeasuredRun> runs)
    {
        (Kind, _options, Runs) = (kind, options, runs);
        Pairs = [.. runs.SelectMany((first, place) => runs.Skip(place + 1).Select(second => new RunPair(first, second)))];
    }

    public string Kind { get; }
    public IReadOnlyList<MeasuredRun> Runs { get; }
    public IReadOnlyList<RunPair> Pairs { get; }

    /// <summary>Opens the folders and reads what the runs measured.</summary>
    /// <exception cref="InputException">A folder is no finished run's, or the kinds differ or cannot be compared.</exception>
    public static ComparedRuns Open(IReadOnlyList<string> folders, ExperimentRegistry kinds)
    {
        FinishedRun[] runs = [.. folders.Select(FinishedRun.Open)];
        if (Array.Find(runs, run => run.Kind != runs[0].Kind) is { } other)
        {
            throw new InputException(
                $"{runs[0].Folder} is a run of {runs[0].Kind} and {other.Folder} one of {other.Kind}: they have no metric in common; give runs of one kind");
        }

        ExperimentKind kind = kinds.Of(folders[0]);
        RunMeasurements[] measured = [.. runs.Select(kind.Measure)];
        if (Array.FindIndex(measured, each => each.Missing is not null) is int missing and >= 0)
        {
            throw new InputException($"{runs[missing].Folder} {measured[missing].Missing}");
        }

        bool distinct = runs.Select(run => run.Name).Distinct().Count() == runs.Length;
        return new ComparedRuns(
            runs[0].Kind, kind.Options, [.. runs.Zip(measured, (run, own) => new MeasuredRun(distinct ? run.Name : run.Folder, run, own))]);
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
            RunValue.Of(run.Measurements))),
    ];
}
