namespace LogitLens.Statistics;

/// <summary>A mean, and how far it would move if the sample were drawn again.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Variance">The variance of the mean (its standard error squared); null where one unit tells nothing of it.</param>
/// <param name="Degrees">Degrees of freedom of that variance: independent units less one.</param>
/// <param name="N">How many examples there are.</param>
/// <param name="Units">How many independent units there are: examples, clusters of them, or draws.</param>
public sealed record SampleMean(double Mean, double? Variance, int Degrees, int N, int Units)
{
    /// <summary>How many examples or clusters there are, whatever was drawn for all of them.</summary>
    public int ExampleUnits { get; init; } = Units;

    /// <summary>The part of <see cref="Variance"/> that comes of the examples, whatever was drawn for all of them.</summary>
    public double? ExampleVariance { get; init; } = Variance;

    /// <summary>Whether draws that all examples share are among what varies; then draws are the units.</summary>
    public bool IsOverDraws { get; init; }

    /// <summary>The standard error of the mean; null where its variance is not known.</summary>
    public double? StandardError => Variance is { } variance ? Math.Sqrt(variance) : null;

    /// <summary>The mean of examples that were drawn one by one, or in clusters.</summary>
    /// <param name="values">Each example's value.</param>
    /// <param name="clusters">
    /// Each example's cluster; null where examples are independent. The variance is the jackknife's over clusters (R. M. Bell and
    /// D. F. McCaffrey, "Bias reduction in standard errors for linear regression with multi-stage samples", 2002, their CR3), which small
    /// numbers of clusters and clusters of unequal sizes need.
    /// </param>
    /// <exception cref="ArgumentException">There is no value, one is NaN or infinite, or the lengths differ.</exception>
    public static SampleMean Of(ReadOnlySpan<double> values, IReadOnlyList<int>? clusters = null)
    {
        Guard.Finite(values, nameof(values));
        if (values.IsEmpty)
        {
            throw new ArgumentException("a mean needs a value", nameof(values));
        }

        RunningMoments moments = new();
        foreach (double value in values)
        {
            moments.Add(value);
        }

        return clusters is null
            ? new SampleMean(moments.Mean!.Value, moments.Variance / moments.Count, moments.Count - 1, moments.Count, moments.Count)
            : OfClusters(values, moments.Mean!.Value, clusters);
    }

    /// <summary>
    /// The mean of examples that were all measured under each of several draws (sets of demonstrations, say): draws and examples are
    /// crossed, so each is a source of variation of its own (S. R. Searle, G. Casella and C. E. McCulloch, "Variance components", 1992).
    /// </summary>
    /// <param name="values">[draw][example]: the same examples in each draw.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    /// <remarks>
    /// The draws' means vary by the draws and by what is left over, the examples' means by the examples and by what is left over; the
    /// left-over part is in both, and taken off once. Degrees of freedom are the draws' less one, which is too few rather than too many.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no value, one is NaN or infinite, or draws differ in their examples.</exception>
    public static SampleMean OfDraws(IReadOnlyList<double[]> values, IReadOnlyList<int>? clusters = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            throw new ArgumentException("a mean needs a draw", nameof(values));
        }

        int draws = values.Count, n = values[0].Length;
        double[] byExample = new double[n];
        foreach (double[] draw in values)
        {
            Guard.SameLength(n, draw.Length, nameof(values));
            for (int i = 0; i < n; i++)
            {
                byExample[i] += draw[i] / draws;
            }
        }

        SampleMean examples = Of(byExample, clusters);
        if (draws == 1)
        {
            return examples;
        }

        double[] byDraw = [.. values.Select(draw => draw.Average())];
        double ofDraws = Of(byDraw).Variance!.Value;
        double ofExamples = examples.Variance is { } variance ? Math.Max(0, variance - (LeftOver(values, byDraw, byExample, examples.Mean) / draws / n)) : 0;
        int degrees = Math.Min(draws, examples.Units) - 1;
        return new SampleMean(examples.Mean, degrees < 1 ? null : ofDraws + ofExamples, degrees, n, draws)
        {
            ExampleUnits = examples.Units,
            ExampleVariance = ofExamples,
            IsOverDraws = true,
        };
    }

    /// <summary>The two-sided t test of a mean of 0; null where the variance is not known, 1 where all values are 0.</summary>
    public double? PValue => this switch
    {
        { Variance: null } => null,
        { Variance: 0 } => Mean == 0 ? 1 : Math.Pow(2, -Degrees),
        _ => Math.Min(1, 2 * StudentT.Cdf(-Math.Abs(Mean / StandardError!.Value), Degrees)),
    };

    // Mean square of what neither the draw's mean nor the example's explains.
    private static double LeftOver(IReadOnlyList<double[]> values, double[] byDraw, double[] byExample, double mean)
    {
        double sum = 0;
        for (int k = 0; k < values.Count; k++)
        {
            for (int i = 0; i < byExample.Length; i++)
            {
                double rest = values[k][i] - byDraw[k] - byExample[i] + mean;
                sum += rest * rest;
            }
        }

        int degrees = (values.Count - 1) * (byExample.Length - 1);
        return degrees == 0 ? 0 : sum / degrees;
    }

    private static SampleMean OfClusters(ReadOnlySpan<double> values, double mean, IReadOnlyList<int> clusters)
    {
        Guard.SameLength(values.Length, clusters.Count, nameof(clusters));
        Dictionary<int, (double Sum, int Count)> totals = [];
        for (int i = 0; i < values.Length; i++)
        {
            (double sum, int count) = totals.GetValueOrDefault(clusters[i]);
            totals[clusters[i]] = (sum + values[i] - mean, count + 1);
        }

        int units = totals.Count, n = values.Length;
        if (units < 2)
        {
            return new SampleMean(mean, null, 0, n, units);
        }

        // Deviations from the mean sum to 0, so without a cluster their mean is minus the cluster's sum over the rest.
        double squares = totals.Values.Sum(total => total.Sum * total.Sum / ((double)(n - total.Count) * (n - total.Count)));
        return new SampleMean(mean, (units - 1.0) / units * squares, units - 1, n, units);
    }
}
