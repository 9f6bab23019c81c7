using LogitLens.Statistics;

namespace LogitLens.Runs;

/// <summary>What a run measured, in a form that does not depend on its kind.</summary>
/// <param name="Conditions">The conditions with their metrics example by example.</param>
public sealed record RunMeasurements(IReadOnlyList<MeasuredCondition> Conditions)
{
    /// <summary>Why the run has no examples to compare; null where it has.</summary>
    public string? Missing { get; init; }

    /// <summary>Metrics of the run as a whole, which no examples stand behind.</summary>
    public IReadOnlyList<RunTotal> Totals { get; init; } = [];

    /// <summary>The mean effect of editing each part of the model, such as each head; null where nothing was edited.</summary>
    public PartEffects? Effects { get; init; }

    /// <summary>For a run that has no examples.</summary>
    /// <param name="reason">Why, and what to do instead: ends a sentence that begins with the run's folder.</param>
    public static RunMeasurements None(string reason) => new([]) { Missing = reason };
}

/// <summary>One condition's examples.</summary>
/// <param name="Name">The condition's name.</param>
/// <param name="Metrics">Its metrics.</param>
/// <param name="Labels">The right label of each example, by its id; empty where the examples have none.</param>
public sealed record MeasuredCondition(string Name, IReadOnlyList<ExampleMetric> Metrics, IReadOnlyDictionary<string, int> Labels);

/// <summary>One metric example by example.</summary>
/// <param name="Name">Its name, in snake_case.</param>
/// <param name="IsShare">Whether each value is 0 or 1, for an example that has the property or not.</param>
/// <param name="Values">The finite values, by the example's id.</param>
public sealed record ExampleMetric(string Name, bool IsShare, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>The mean with its interval: Wilson's for a share, Student's t for other values.</summary>
    public Estimate Estimate => IsShare
        ? Proportion.Of(Values.Values.Count(value => value > 0), Values.Count).ToEstimate()
        : MeanInterval.StudentT([.. Values.Values]);
}

/// <summary>A metric of a whole run.</summary>
/// <param name="Name">Its name, in snake_case.</param>
/// <param name="Estimate">Its value.</param>
public sealed record RunTotal(string Name, Estimate Estimate);

/// <summary>What editing each part of a model does on average.</summary>
/// <param name="Layers">Layers of the model.</param>
/// <param name="Heads">Heads in each; parts of models of other shapes do not correspond.</param>
/// <param name="Metric">What the effects are differences of.</param>
/// <param name="ByPart">The effect by the part's name.</param>
public sealed record PartEffects(int Layers, int Heads, string Metric, IReadOnlyDictionary<string, double> ByPart)
{
    /// <summary>The effect on each example by its id, by the part's name; empty where examples are not at hand.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> ByExample { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();
}
