namespace LogitLens.Runs;

/// <summary>
/// An experiment: plan, compute, summarise, draw. Everything follows from its options alone, so that a run can be resumed, cut into shards
/// and merged. Making one is cheap; data is read by <see cref="Plan"/>, the model by <see cref="Load"/>.
/// </summary>
/// <typeparam name="TUnit">A unit of work.</typeparam>
/// <typeparam name="TRecord">What is found for a unit.</typeparam>
/// <typeparam name="TResult">The summary; its properties become results.json's.</typeparam>
public interface IExperiment<TUnit, TRecord, TResult> : IDisposable
    where TUnit : IWorkUnit
    where TRecord : IUnitRecord
    where TResult : class
{
    /// <summary>
    /// Lists the work, cut into batches. The same options, data and tokenizer give the same plan, on any machine.
    /// </summary>
    /// <exception cref="InputException">The data is missing or wrong.</exception>
    public IReadOnlyList<WorkBatch<TUnit>> Plan();

    /// <summary>Gets ready to compute. Called once after <see cref="Plan"/>, and not at all when every record is there already.</summary>
    /// <exception cref="InputException">The model is missing or wrong.</exception>
    public void Load();

    /// <summary>What the run stands on; read after <see cref="Load"/>.</summary>
    public RunInputs Inputs { get; }

    /// <summary>Computes one batch: a record for each unit, in the units' order.</summary>
    /// <param name="batch">The units.</param>
    /// <param name="cancellation">May be heeded within a long batch; what is cancelled is computed again on resuming.</param>
    public IReadOnlyList<TRecord> Compute(WorkBatch<TUnit> batch, CancellationToken cancellation);

    /// <summary>
    /// Sums the records up. A pure function: no clock, no model, no randomness but the seed's. Records come in plan order, read from the disk
    /// at each enumeration; a shard has its part only.
    /// </summary>
    public TResult Summarise(IEnumerable<TRecord> records);

    /// <summary>The tables of a result.</summary>
    public IEnumerable<CsvTable> Tables(TResult result);

    /// <summary>The figures of a result.</summary>
    public IEnumerable<IFigure> Draw(TResult result);

    /// <summary>The few rows that a reader wants first.</summary>
    public SummaryTable Headline(TResult result);
}
