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

    /// <summary>The same where examples belong together.</summary>
    /// <param name="clusters">Each example's cluster by its id; null where examples are independent.</param>
    public RunMeasurements InClusters(IReadOnlyDictionary<string, string>? clusters) => clusters is null ? this : this with
    {
        Conditions =
        [
            .. Conditions.Select(condition => condition with { Metrics = [.. condition.Metrics.Select(metric => metric with { Clusters = clusters })] }),
        ],
    };

    /// <summary>For a run that has no examples.</summary>
    /// <param name="reason">Why, and what to do instead: ends a sentence that begins with the run's folder.</param>
    public static RunMeasurements None(string reason) => new([]) { Missing = reason };
}

/// <summary>One condition's examples.</summary>
/// <param name="Name">The condition's name.</param>
/// <param name="Metrics">Its metrics.</param>
/// <param name="Labels">The right label of each example, by its id; empty where the examples have none.</param>
public sealed record MeasuredCondition(string Name, IReadOnlyList<ExampleMetric> Metrics, IReadOnlyDictionary<string, int> Labels);

/// <summary>One metric example by example, under each draw of demonstrations.</summary>
/// <param name="Name">Its name, in snake_case.</param>
/// <param name="IsShare">Whether each value is 0 or 1, for an example that has the property or not.</param>
/// <param name="ByDraw">The finite values, by the example's id, of each draw, or of the one that there is.</param>
public sealed record ExampleMetric(string Name, bool IsShare, IReadOnlyList<IReadOnlyDictionary<string, double>> ByDraw)
{
    private string[]? _examples;

    /// <summary>Where the metric can lie.</summary>
    public ValueRange Range { get; init; } = IsShare ? ValueRange.Share : ValueRange.Any;

    /// <summary>Each example's cluster by its id; null where examples are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters { get; init; }

    /// <summary>The examples that have a value under every draw. In one order whatever order a run computed in.</summary>
    public IReadOnlyList<string> Examples =>
        _examples ??= [.. ByDraw[0].Keys.Where(id => ByDraw.All(draw => draw.ContainsKey(id))).Order(StringComparer.Ordinal)];

    /// <summary>The mean over all examples, with an interval that covers what was drawn: examples, clusters of them, sets of demonstrations.</summary>
    public Estimate Estimate => EstimateOf(Of(Examples), ClustersOf(Examples));

    /// <summary>The values of some examples, [draw][example].</summary>
    public double[][] Of(IReadOnlyList<string> examples) => [.. ByDraw.Select(draw => examples.Select(id => draw[id]).ToArray())];

    /// <summary>The clusters of some examples, by number; null where examples are independent.</summary>
    public int[]? ClustersOf(IReadOnlyList<string> examples) =>
        Clusters is not null && examples.All(Clusters.ContainsKey) ? Statistics.Clusters.Number(examples.Select(id => Clusters[id])) : null;

    /// <summary>The mean of values with its interval: Wilson's for a share of independent examples.</summary>
    /// <param name="values">[draw][example].</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    public Estimate EstimateOf(IReadOnlyList<double[]> values, IReadOnlyList<int>? clusters) => values[0].Length == 0
        ? new Estimate(null, null, 0)
        : IsShare && clusters is null && values.Count == 1
        ? Proportion.Of([.. values[0].Select(value => value > 0)]).ToEstimate()
        : RangedInterval.Of(SampleMean.OfDraws(values, clusters), Range);
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
    /// <summary>The greatest effect of all single edits, whose choice is partly luck; null where none was measured.</summary>
    public StrongestEffect? Strongest { get; init; }

    /// <summary>The effect on each example by its id, by the part's name; empty where examples are not at hand.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> ByExample { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>By each class, how much more each part matters there than to the other classes: by the part's name; empty where there are no classes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> ByClass { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();
}

/// <summary>The greatest of the effects of editing parts of a model.</summary>
/// <param name="Part">The part's name.</param>
/// <param name="Effect">The mean effect with its interval.</param>
public sealed record StrongestEffect(string Part, Estimate Effect);
