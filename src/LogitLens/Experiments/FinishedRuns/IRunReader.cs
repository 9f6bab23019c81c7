using LogitLens.Runs;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>Reads one kind of run. A new kind can be compared once it has a reader in <see cref="RunReaders"/>.</summary>
public interface IRunReader
{
    /// <summary>The experiment whose runs are read.</summary>
    public IExperimentKind Kind { get; }

    /// <summary>The task, for an experiment of several; null for one.</summary>
    public string? Task { get; }

    /// <summary>What the run measured.</summary>
    /// <exception cref="InputException">Its files cannot be read, or hold nothing to compare by; the message says why.</exception>
    public RunMeasurements Read(FinishedRun run);
}
