using LogitLens.Options;
using LogitLens.Tables;

namespace LogitLens.Runs;

/// <summary>An experiment that can be run by name; make one with <see cref="ExperimentKind{TOptions,TUnit,TRecord,TResult}"/>.</summary>
public interface IExperimentKind
{
    /// <summary>The subcommand.</summary>
    public string Command { get; }

    /// <summary>Its options.</summary>
    public OptionSet Options { get; }

    /// <summary>The tables that its runs write.</summary>
    public IReadOnlyList<TableSet> Tables { get; }

    /// <summary>Runs it, or goes on with a run.</summary>
    /// <param name="options">A record of <see cref="Options"/>' type.</param>
    /// <param name="commandLine">The arguments as typed, for the record.</param>
    /// <param name="session">Progress, cancellation and the like.</param>
    /// <exception cref="InputException">Options, data, model or folder are wrong.</exception>
    /// <exception cref="OperationCanceledException">The session was cancelled; the folder can be resumed.</exception>
    /// <exception cref="IOException">The folder cannot be written, as when the disk is full; it can be resumed.</exception>
    public RunOutcome Run(object options, IReadOnlyList<string> commandLine, RunSession session);

    /// <summary>Puts the shards of one run together, as if it had been run whole.</summary>
    /// <param name="shards">The shards' folders, in any order.</param>
    /// <param name="target">Where the whole goes: its output and force are heeded.</param>
    /// <param name="commandLine">The arguments as typed, for the record.</param>
    /// <param name="session">Progress, cancellation and the like.</param>
    /// <exception cref="InputException">The folders are not the shards of one run, or some are missing, double or unfinished.</exception>
    public RunOutcome Merge(IReadOnlyList<string> shards, RunOptions target, IReadOnlyList<string> commandLine, RunSession session);

    /// <summary>The few rows that a reader of a finished run wants first, from its results.json.</summary>
    /// <exception cref="InputException">The folder has no results, or they cannot be read.</exception>
    public SummaryTable Headline(string folder);
}
