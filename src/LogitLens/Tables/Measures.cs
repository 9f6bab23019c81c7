using System.Collections;
using LogitLens.Statistics;

namespace LogitLens.Tables;

/// <summary>One metric's value.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Estimate">Its value.</param>
public sealed record Measured(string Metric, Estimate Estimate);

/// <summary>The metrics of something, for tables of one metric a row: each has a name, a function and a meaning.</summary>
/// <typeparam name="T">What is measured.</typeparam>
public sealed class Measures<T> : IEnumerable<(string Value, string Meaning)>
{
    private readonly List<(string Name, Func<T, Estimate?> Value, string Meaning)> _metrics = [];

    /// <summary>Adds a metric.</summary>
    /// <param name="name">Its name, in snake_case.</param>
    /// <param name="value">Its value; null where there is none, which has no row.</param>
    /// <param name="meaning">What it is: a phrase without a full stop.</param>
    public void Add(string name, Func<T, Estimate?> value, string meaning) => _metrics.Add((name, value, meaning));

    /// <summary>The metrics of one thing.</summary>
    public IEnumerable<Measured> Of(T thing) => _metrics
        .Select(metric => (metric.Name, Estimate: metric.Value(thing)))
        .Where(metric => metric.Estimate is not null)
        .Select(metric => new Measured(metric.Name, metric.Estimate!));

    /// <summary>Each metric with its meaning.</summary>
    public IEnumerator<(string Value, string Meaning)> GetEnumerator() => _metrics.Select(metric => (metric.Name, metric.Meaning)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
