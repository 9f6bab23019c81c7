using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>An experiment on a dataset's prompts under several conditions: a unit is an example under one of them.</summary>
/// <typeparam name="TRecord">What is found for an example under a condition.</typeparam>
internal abstract class ConditionsExperiment<TData, TRecord, TResult>(ModelOptions model, DataOptions data, IProgressSink progress)
    : ModelExperiment<TData, TRecord, TResult>(model, progress)
    where TData : DatasetPrompts
    where TRecord : ConditionRecord
    where TResult : class
{
    private readonly SharedPrefix _prefix = new();

    /// <summary>Model and data, for a headline.</summary>
    protected string What => $"{ModelName} on {ShownName.Of(data.Dataset)}";

    /// <summary>Model and data, for a figure's subtitle.</summary>
    protected string Subject => $"{ModelName}, {ShownName.Of(data.Dataset)}";

    public override IReadOnlyList<WorkBatch> Plan() =>
        WorkBatch.Of(Enumerable.Range(0, Data.Conditions.Count).SelectMany(condition => Cut(condition, Data.Conditions[condition])));

    /// <summary>One condition's units, cut into batches.</summary>
    /// <param name="condition">Its place.</param>
    protected abstract IEnumerable<IEnumerable<WorkUnit>> Cut(int condition, ConditionPrompts prompts);

    /// <summary>Keys and values of what a condition's prompts begin with; null where they share too little.</summary>
    protected KeyValuePrefix? PrefixOf(ConditionPrompts prompts) => _prefix.Of(prompts, Model);

    /// <summary>What each condition measured, under each draw.</summary>
    /// <param name="label">An example's right label; null where examples have none.</param>
    private protected static RunMeasurements Measured(IEnumerable<TRecord> records, RecordMetric<TRecord>[] metrics, Func<TRecord, int>? label) =>
        new([.. records
        .GroupBy(record => record.Condition)
        .Select(group => RecordMetric<TRecord>.Read(group.Key, [.. group], metrics, record => record.Example, label, record => record.Draw))]);

    protected override void Dispose(bool disposing)
    {
        _prefix.Dispose();
        base.Dispose(disposing);
    }
}
