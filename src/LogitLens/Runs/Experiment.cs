namespace LogitLens.Runs;

/// <summary>
/// An experiment as the runner sees it: plan, compute, summarise, draw. Everything follows from its options alone, so that a run can be resumed,
/// cut into shards and merged. Making one is cheap; data is read by <see cref="Plan"/>, the model by <see cref="Load"/>.
/// Derive from <see cref="Experiment{TRecord,TResult}"/> to make one.
/// </summary>
public abstract class Experiment : IDisposable
{
    /// <summary>What the run stands on; read after <see cref="Load"/>.</summary>
    public virtual RunInputs Inputs => new();

    /// <summary>What is found out once, before the first batch, and kept in setup.json; null where nothing is.</summary>
    public virtual IRunSetup? Setup => null;

    /// <summary>Tensors that are written for each unit beside its record; null where there are none.</summary>
    public virtual WideRows? Rows => null;

    /// <summary>For batches that build on one another: what is saved in between; null where each stands for itself.</summary>
    public virtual RunLoop? Loop => null;

    /// <summary>
    /// Lists the work, cut into batches. The same options, data and tokenizer give the same plan, on any machine.
    /// </summary>
    /// <exception cref="InputException">The data is missing or wrong.</exception>
    public abstract IReadOnlyList<WorkBatch> Plan();

    /// <summary>What the model sees of a unit of the plan; null where that is no text.</summary>
    public virtual UnitPrompt? PromptOf(WorkUnit unit) => null;

    /// <summary>How many tokens of a unit go through the model: what its work is estimated by, and divided between shards; 0 where that is not known.</summary>
    public virtual int TokensOf(WorkUnit unit) => 0;

    /// <summary>Gets ready to compute. Called once after <see cref="Plan"/>, and not at all when every record is there already.</summary>
    /// <exception cref="InputException">The model is missing or wrong.</exception>
    public virtual void Load()
    {
    }

    /// <summary>Computes one batch: a record for each unit, in the units' order.</summary>
    /// <param name="batch">The units.</param>
    /// <param name="cancellation">May be heeded within a long batch; what is cancelled is computed again on resuming.</param>
    public abstract IReadOnlyList<IUnitRecord> Compute(WorkBatch batch, CancellationToken cancellation);

    /// <summary>Sums up the records in a file.</summary>
    /// <param name="path">A run's records.jsonl.</param>
    public abstract RunSummary Summarise(string path);

    /// <summary>The summary of a finished run, read back.</summary>
    /// <exception cref="InputException">Its results.json is of another experiment.</exception>
    public abstract RunSummary Reread(FinishedRun run);

    /// <summary>What a finished run measured.</summary>
    /// <exception cref="InputException">Its files cannot be read; the message says which and where.</exception>
    public abstract RunMeasurements Measure(FinishedRun run);

    /// <summary>What the model of a finished run answered, unit by unit; none where units are no answers.</summary>
    /// <exception cref="InputException">Its files cannot be read; the message says which and where.</exception>
    public abstract IEnumerable<GivenAnswer> AnswersIn(FinishedRun run);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the experiment holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>An experiment whose records and result have types of their own.</summary>
/// <typeparam name="TRecord">What is found for a unit of work.</typeparam>
/// <typeparam name="TResult">The summary; its properties become results.json's.</typeparam>
public abstract class Experiment<TRecord, TResult> : Experiment
    where TRecord : class, IUnitRecord
    where TResult : class
{
    /// <inheritdoc/>
    public abstract override IReadOnlyList<TRecord> Compute(WorkBatch batch, CancellationToken cancellation);

    /// <summary>
    /// Sums the records up. A pure function: no clock, no model, no randomness but the seed's. Records come in plan order, read from
    /// the disk at each enumeration; a shard has its part only.
    /// </summary>
    public abstract TResult Summarise(IEnumerable<TRecord> records);

    /// <summary>The tables of a result.</summary>
    public abstract IEnumerable<CsvTable> Tables(TResult result);

    /// <summary>The figures of a result.</summary>
    public abstract IEnumerable<DrawnFigure> Draw(TResult result);

    /// <summary>Files that the run leaves beside its tables; what was found in the setup is there.</summary>
    public virtual IEnumerable<ResultFile> Files(TResult result) => [];

    /// <summary>The few rows that a reader wants first.</summary>
    public abstract SummaryTable Headline(TResult result);

    /// <summary>What a finished run measured, example by example: what <c>interp compare</c> and <c>interp inspect</c> go by.</summary>
    /// <param name="result">The run's result.</param>
    /// <param name="records">Its records, read from the disk at each enumeration.</param>
    public abstract RunMeasurements Measure(TResult result, IEnumerable<TRecord> records);

    /// <summary>What the model answered to a unit; null where a record is no answer.</summary>
    /// <param name="result">The run's result.</param>
    /// <param name="record">The unit's record.</param>
    public virtual GivenAnswer? AnswerOf(TResult result, TRecord record) => null;

    /// <inheritdoc/>
    public sealed override RunSummary Summarise(string path) => Shown(Summarise(RecordLog.Read<TRecord>(path)));

    /// <inheritdoc/>
    public sealed override RunSummary Reread(FinishedRun run) => Shown(run.Result<TResult>());

    /// <inheritdoc/>
    public sealed override RunMeasurements Measure(FinishedRun run) => Measure(run.Result<TResult>(), run.Records<TRecord>());

    /// <inheritdoc/>
    public sealed override IEnumerable<GivenAnswer> AnswersIn(FinishedRun run)
    {
        TResult result = run.Result<TResult>();
        return run.Records<TRecord>().Select(record => AnswerOf(result, record)).OfType<GivenAnswer>();
    }

    private RunSummary Shown(TResult result) => new(result, () => Tables(result), () => Draw(result), () => Headline(result))
    {
        Files = () => Files(result),
    };
}
