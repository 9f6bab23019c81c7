using LogitLens.Statistics;

namespace LogitLens.Runs;

/// <summary>How a metric is read off a record.</summary>
/// <param name="Name">The metric's name, in snake_case.</param>
/// <param name="IsShare">Whether the value is 0 or 1.</param>
/// <param name="Value">The value; NaN where the record has none.</param>
internal sealed record RecordMetric<TRecord>(string Name, bool IsShare, Func<TRecord, double> Value)
{
    /// <summary>Where the metric can lie.</summary>
    public ValueRange Range { get; init; } = ValueRange.Share;

    /// <summary>A metric that holds of an example or does not.</summary>
    public static RecordMetric<TRecord> Share(string name, Func<TRecord, bool> holds) => new(name, true, record => holds(record) ? 1 : 0);

    /// <summary>A metric with a number for each example.</summary>
    /// <param name="value">The number; NaN where the record has none.</param>
    /// <param name="range">Where it can lie; anywhere when not given.</param>
    public static RecordMetric<TRecord> Mean(string name, Func<TRecord, double> value, ValueRange? range = null) =>
        new(name, false, value) { Range = range ?? ValueRange.Any };

    /// <summary>One condition's metrics.</summary>
    /// <param name="records">Its records, one for each example and draw.</param>
    /// <param name="metrics">The metrics; those without any value are left out.</param>
    /// <param name="label">The example's right label; null where examples have none.</param>
    /// <param name="draw">The draw of demonstrations, null where there is one; null where there are none.</param>
    public static MeasuredCondition Read(
        string condition, IReadOnlyList<TRecord> records, IEnumerable<RecordMetric<TRecord>> metrics, Func<TRecord, string> example, Func<TRecord, int>? label,
        Func<TRecord, int?>? draw = null)
    {
        TRecord[][] draws = [.. records.GroupBy(record => draw?.Invoke(record) ?? 0).OrderBy(group => group.Key).Select(group => group.ToArray())];
        IEnumerable<ExampleMetric> read = metrics.Select(metric => new ExampleMetric(
            metric.Name,
            metric.IsShare,
            [
                .. draws.Select(own => own.Select(record => (Id: example(record), Value: metric.Value(record))).Where(pair => double.IsFinite(pair.Value))
                    .ToDictionary(pair => pair.Id, pair => pair.Value)),
            ])
        {
            Range = metric.Range,
        });
        return new MeasuredCondition(
            condition,
            draws.Length == 0 ? [] : [.. read.Where(metric => metric.Examples.Count > 0)],
            label is null || draws.Length == 0 ? new Dictionary<string, int>() : draws[0].ToDictionary(example, label));
    }
}
