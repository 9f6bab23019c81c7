using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>One metric of one run, over all of its own examples.</summary>
/// <param name="Condition">The condition; null for the whole run.</param>
/// <param name="Metric">The metric, in snake_case.</param>
/// <param name="IsShare">Whether it is a share of the examples.</param>
internal sealed record RunValue(string? Condition, string Metric, bool IsShare, Estimate Estimate)
{
    /// <summary>The part of the model whose edit it is the effect of; null for what is no effect.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Part { get; init; }

    /// <summary>All that a run measured.</summary>
    public static IReadOnlyList<RunValue> Of(RunMeasurements measured) =>
    [
        .. measured.Conditions.SelectMany(condition =>
            condition.Metrics.Select(metric => new RunValue(condition.Name, metric.Name, metric.IsShare, metric.Estimate))),
        .. measured.Totals.Select(total => new RunValue(null, total.Name, false, total.Estimate)),
    ];

    /// <summary>What a run that edits the model is about: its strongest effect; null for other runs.</summary>
    public static RunValue? Strongest(RunMeasurements measured) => measured.Effects is { Strongest: { } strongest } effects
        ? new RunValue(null, "strongest_effect_on_" + effects.Metric.Replace('-', '_'), IsShare: false, strongest.Effect) { Part = strongest.Part }
        : null;

    /// <summary>
    /// The metric that a figure of several runs shows: accuracy where there is one; of a text, what models of other tokenizers can be compared by.
    /// </summary>
    /// <param name="values">At least one.</param>
    public static string MainMetric(IReadOnlyList<RunValue> values) => (values.FirstOrDefault(value => value.IsShare) ?? values[^1]).Metric;
}
