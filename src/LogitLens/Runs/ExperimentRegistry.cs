namespace LogitLens.Runs;

/// <summary>Experiments by the name of their subcommand.</summary>
/// <param name="kinds">The experiments that there are.</param>
public sealed class ExperimentRegistry(IEnumerable<ExperimentKind> kinds)
{
    private readonly Dictionary<string, ExperimentKind> _kinds = kinds.ToDictionary(k => k.Command);

    /// <summary>The experiment that a run folder is of.</summary>
    /// <exception cref="InputException">The folder is no run's, or of an experiment that this version does not have.</exception>
    public ExperimentKind Of(string folder)
    {
        string command = RunManifest.Load(folder).Command;
        return _kinds.GetValueOrDefault(command)
            ?? throw new InputException($"{folder} is of interp {command}, which this version does not have");
    }

    /// <summary>Puts the shards of one run together.</summary>
    /// <inheritdoc cref="ExperimentKind.Merge"/>
    public RunOutcome Merge(
        IReadOnlyList<string> shards, Options.RunOptions target, IReadOnlyList<string> commandLine, RunSession session) =>
        Of(shards[0]).Merge(shards, target, commandLine, session);
}
