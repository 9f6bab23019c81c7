namespace LogitLens.Runs;

/// <summary>How a metric is read off a record.</summary>
/// <param name="Name">The metric's name, in snake_case.</param>
/// <param name="IsShare">Whether the value is 0 or 1.</param>
/// <param name="Value">The value; NaN where the record has none.</param>
internal sealed record RecordMetric<TRecord>(string Name, bool IsShare, Func<TRecord, double> Value)
{
    /// <summary>A metric that holds of an example or does not.</summary>
    public static RecordMetric<TRecord> Share(string name, Func<TRecord, bool> holds) => new(name, true, record => holds(record) ? 1 : 0);

    /// <summary>A metric with a number for each example.</summary>
    public static RecordMetric<TRecord> Mean(string name, Func<TRecord, double> value) => new(name, false, value);

    /// <summary>One condition's metrics.</summary>
    /// <param name="condition">The condition's name.</param>
    /// <param name="records">Its records, one an example.</param>
    /// <param name="metrics">The metrics; those without any value are left out.</param>
    /// <param name="example">The example's id.</param>
    /// <param name="label">The example's right label; null where examples have none.</param>
    public static MeasuredCondition Read(
        string condition, IReadOnlyList<TRecord> records, IEnumerable<RecordMetric<TRecord>> metrics, Func<TRecord, string> example, Func<TRecord, int>? label)
    {
        IEnumerable<ExampleMetric> read = metrics.Select(metric => new ExampleMetric(
            metric.Name,
            metric.IsShare,
            records.Select(record => (Id: example(record), Value: metric.Value(record))).Where(pair => double.IsFinite(pair.Value))
                .ToDictionary(pair => pair.Id, pair => pair.Value)));
        return new MeasuredCondition(
            condition, [.. read.Where(metric => metric.Values.Count > 0)], label is null ? new Dictionary<string, int>() : records.ToDictionary(example, label));
    }
}
