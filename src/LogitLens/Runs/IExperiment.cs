namespace LogitLens.Runs;

/// <summary>
/// An experiment as the runner sees it: plan, compute, summarise. Derive from <see cref="Experiment{TRecord,TResult}"/> to make one.
/// </summary>
public interface IExperiment : IDisposable
{
    /// <inheritdoc cref="Experiment{TRecord,TResult}.Inputs"/>
    public RunInputs Inputs { get; }

    /// <inheritdoc cref="Experiment{TRecord,TResult}.Setup"/>
    public IRunSetup? Setup { get; }

    /// <inheritdoc cref="Experiment{TRecord,TResult}.Rows"/>
    public WideRows? Rows { get; }

    /// <inheritdoc cref="Experiment{TRecord,TResult}.Loop"/>
    public RunLoop? Loop { get; }

    /// <inheritdoc cref="Experiment{TRecord,TResult}.Plan"/>
    public IReadOnlyList<WorkBatch> Plan();

    /// <inheritdoc cref="Experiment{TRecord,TResult}.PromptOf"/>
    public UnitPrompt? PromptOf(WorkUnit unit);

    /// <inheritdoc cref="Experiment{TRecord,TResult}.TokensOf"/>
    public int TokensOf(WorkUnit unit);

    /// <inheritdoc cref="Experiment{TRecord,TResult}.Load"/>
    public void Load();

    /// <inheritdoc cref="Experiment{TRecord,TResult}.Compute"/>
    public IReadOnlyList<IUnitRecord> Compute(WorkBatch batch, CancellationToken cancellation);

    /// <summary>Sums up the records in a file.</summary>
    /// <param name="path">A run's records.jsonl.</param>
    public RunSummary Summarise(string path);

    /// <summary>The summary of a finished run, read back.</summary>
    /// <exception cref="InputException">Its results.json is of another experiment.</exception>
    public RunSummary Reread(FinishedRun run);

    /// <summary>What a finished run measured.</summary>
    /// <exception cref="InputException">Its files cannot be read; the message says which and where.</exception>
    public RunMeasurements Measure(FinishedRun run);

    /// <summary>What the model of a finished run answered, unit by unit; none where units are no answers.</summary>
    /// <exception cref="InputException">Its files cannot be read; the message says which and where.</exception>
    public IEnumerable<GivenAnswer> Answers(FinishedRun run);
}
