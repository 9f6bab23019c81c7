using LogitLens.Options;
using LogitLens.Tables;

namespace LogitLens.Runs;

/// <summary>
/// An experiment by name. Everything that is about experiments in general follows from a list of these: subcommands, help, config files and
/// their schema, the reference page, inspecting and comparing runs.
/// </summary>
public sealed record ExperimentKind
{
    private readonly Type _options;
    private readonly Func<object, IProgressSink, Experiment> _create;
    private readonly Func<object, FinishedRun, Experiment> _reopen;

    private ExperimentKind(
        string command, string summary, Type options, Func<object, IProgressSink, Experiment> create, Func<object, FinishedRun, Experiment> reopen)
    {
        (Command, Summary, _options, _create, _reopen) = (command, summary, options, create, reopen);
    }

    /// <summary>The subcommand.</summary>
    public string Command { get; }

    /// <summary>What it does: one line without a full stop.</summary>
    public string Summary { get; }

    /// <summary>Its options; found when they are first asked for, since the overview of commands needs none of them.</summary>
    public OptionSet Options => OptionSet.Of(_options);

    /// <summary>The record that holds its options.</summary>
    public Type OptionsType => _options;

    /// <summary>Command lines worth copying.</summary>
    public IReadOnlyList<CommandExample> Examples { get; init; } = [];

    /// <summary>What its tables hold, for the reference of columns.</summary>
    public IReadOnlyList<TableSet> Tables { get; init; } = [];

    /// <summary>Whether it reads finished runs instead of running a model.</summary>
    public bool ReadsRuns { get; init; }

    /// <summary>The commands that follow a run: by its options, its folder, and whether it is done; before that, to be checked alone.</summary>
    public Func<object, string, bool, IReadOnlyList<FollowUp>> FollowUps { get; init; } = (_, _, _) => [];

    /// <summary>The tables of what the commands came to that followed the run in a folder.</summary>
    public Func<string, IEnumerable<CsvTable>> FollowUpTables { get; init; } = _ => [];

    /// <summary>What is drawn of them.</summary>
    public Func<string, IEnumerable<DrawnFigure>> FollowUpFigures { get; init; } = _ => [];

    /// <summary>The folder in a run's that what follows lies in.</summary>
    public string FollowUpFolder { get; init; } = "";

    /// <summary>Names an experiment.</summary>
    /// <param name="command">The subcommand.</param>
    /// <param name="summary">What it does: one line without a full stop.</param>
    /// <param name="create">
    /// Makes the experiment that options ask for; it may tell the sink what is worth telling. Throws <see cref="InputException"/> where they do not
    /// fit it.
    /// </param>
    /// <param name="reopen">
    /// Makes the experiment that a finished run was of, where the options alone do not say it: the data need not be there any more.
    /// </param>
    public static ExperimentKind Of<TOptions>(
        string command, string summary, Func<TOptions, IProgressSink, Experiment> create, Func<TOptions, FinishedRun, Experiment>? reopen = null)
        where TOptions : class, IExperimentOptions, new() => new(
            command,
            summary,
            typeof(TOptions),
            (options, progress) => create((TOptions)options, progress),
            (options, run) => reopen is null ? create((TOptions)options, SilentProgress.Instance) : reopen((TOptions)options, run));

    /// <summary>Runs it, or goes on with a run.</summary>
    /// <param name="options">A record of <see cref="Options"/>' type.</param>
    /// <param name="commandLine">The arguments as typed, for the record.</param>
    /// <param name="session">Progress, cancellation and the like.</param>
    /// <exception cref="InputException">Options, data, model or folder are wrong.</exception>
    /// <exception cref="OperationCanceledException">The session was cancelled; the folder can be resumed.</exception>
    /// <exception cref="IOException">The folder cannot be written, as when the disk is full; it can be resumed.</exception>
    public RunOutcome Run(object options, IReadOnlyList<string> commandLine, RunSession session) =>
        ExperimentRunner.Run(progress => _create(options, progress), Request(options, commandLine), session);

    /// <summary>Writes what belongs to all commands that followed a run: tables and figures.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="session">What makes PNG files.</param>
    /// <returns>The figures' paths.</returns>
    public IReadOnlyList<string> SumUpFollowUps(string folder, RunSession session)
    {
        string parent = Path.Combine(folder, FollowUpFolder);
        ResultFiles.WriteTables(parent, FollowUpTables(folder));
        return ResultFiles.WriteFigures(parent, FollowUpFigures(folder), session.SvgToPng);
    }

    /// <summary>Puts the shards of one run together, as if it had been run whole.</summary>
    /// <param name="shards">The shards' folders, in any order.</param>
    /// <param name="target">Where the whole goes: its output and force are heeded.</param>
    /// <param name="commandLine">The arguments as typed, for the record.</param>
    /// <param name="session">Progress, cancellation and the like.</param>
    /// <exception cref="InputException">The folders are not the shards of one run, or some are missing, double or unfinished.</exception>
    public RunOutcome Merge(IReadOnlyList<string> shards, RunOptions target, IReadOnlyList<string> commandLine, RunSession session)
    {
        ShardSet parts = ShardSet.Load(shards, Options);
        object whole = parts.WholeOptions(target);
        return RunMerge.Merge(parts, progress => _create(whole, progress), Request(whole, commandLine) with { Parts = shards }, session);
    }

    /// <summary>The few rows that a reader of a finished run wants first.</summary>
    /// <exception cref="InputException">Its results cannot be read.</exception>
    public SummaryTable Headline(FinishedRun run)
    {
        using Experiment experiment = Reopen(run);
        return experiment.Reread(run).Headline();
    }

    /// <summary>What a run came to that is done already.</summary>
    /// <exception cref="InputException">It is not done, or its files cannot be read.</exception>
    public RunOutcome Reopen(string folder)
    {
        FinishedRun run = FinishedRun.Open(folder);
        IEnumerable<string> figures = (run.Manifest.Files ?? []).Where(file => file.StartsWith(RunFolder.FiguresFolder, StringComparison.Ordinal))
            .GroupBy(Path.GetFileNameWithoutExtension, (_, files) => files.Order(StringComparer.Ordinal).First());
        return new RunOutcome(folder, Headline(run), [.. figures.Select(file => Path.Combine(folder, file))]);
    }

    /// <summary>What a finished run measured.</summary>
    /// <exception cref="InputException">Its files cannot be read; the message says which and where.</exception>
    public RunMeasurements Measure(FinishedRun run)
    {
        using Experiment experiment = Reopen(run);
        return experiment.Measure(run).InClusters(run.Clusters());
    }

    /// <summary>What the model of a finished run answered, unit by unit; none where the experiment asks for no answers.</summary>
    /// <exception cref="InputException">Its files cannot be read; the message says which and where.</exception>
    public IReadOnlyList<GivenAnswer> Answers(FinishedRun run)
    {
        using Experiment experiment = Reopen(run);
        return [.. experiment.AnswersIn(run)];
    }

    /// <summary>Does what fails early in a run: finds the model, reads the data, makes the prompts; writes nothing.</summary>
    /// <param name="options">A record of <see cref="Options"/>' type.</param>
    /// <param name="progress">Where to tell what is worth telling.</param>
    /// <returns>How many batches the run has.</returns>
    /// <exception cref="InputException">Options, data, model or folder are wrong.</exception>
    public int Check(object options, IProgressSink progress)
    {
        using Experiment experiment = _create(options, progress);
        return experiment.Plan().Count;
    }

    /// <summary>How much work a run of these options is, by what a few of its batches take here; nothing is kept.</summary>
    /// <param name="options">A record of <see cref="Options"/>' type.</param>
    /// <param name="progress">Where to tell what is worth telling.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">Options, data or model are wrong.</exception>
    public WorkEstimate Estimate(object options, IProgressSink progress, CancellationToken cancellation)
    {
        using Experiment experiment = _create(options, progress);
        return WorkEstimate.Of(experiment, ((IExperimentOptions)options).Run.Shard, cancellation);
    }

    /// <summary>Whether an option with a value has an effect beside the other options.</summary>
    public bool IsFit(object options, string name, string value)
    {
        OptionDescriptor option = Options.Require(name, Command);
        return !new OptionUse(Options, Options.With(options, name, value)).Misfits([option]).Any();
    }

    /// <summary>How the run of these options stands in the folder that they name; null where it would begin, or begin anew. Changes nothing.</summary>
    /// <exception cref="InputException">The folder cannot be written, holds something else, or the run would read what is in it.</exception>
    public RunState? FindState(object options) => RunFolder.Find(Request(options, []))?.State;

    /// <summary>The latest run of the same options among the runs that have no folder of their own; null where there is none.</summary>
    public string? FindLatest(object options) => RunFinder.Latest(RunRequest.DefaultParent, Request(options, []));

    private Experiment Reopen(FinishedRun run) =>
        _reopen(Options.FromJson(run.Manifest.OptionsElement(), Path.Combine(run.Folder, RunManifest.FileName)), run);

    private RunRequest Request(object options, IReadOnlyList<string> commandLine) =>
        new(Command, commandLine, Options, options, ((IExperimentOptions)options).Run);
}
