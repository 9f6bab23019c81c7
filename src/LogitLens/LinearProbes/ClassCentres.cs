using LogitLens.Models;

namespace LogitLens.LinearProbes;

/// <summary>The classes' means, and the probe that they make: each row goes to the nearest mean.</summary>
/// <param name="Means">[class][width].</param>
public sealed record ClassCentres(double[][] Means)
{
    /// <summary>The means of the classes' rows.</summary>
    /// <param name="features">[row, width] of any type.</param>
    /// <param name="labels">[row] its class; each class has a row.</param>
    /// <param name="classes">How many classes there are.</param>
    public static ClassCentres Of(Tensor features, int[] labels, int classes)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = features.to(ScalarType.Float64).cpu();
        double[] member = [.. Enumerable.Range(0, classes).SelectMany(label => Share(labels, label))];
        return new ClassCentres([.. tensor(member, [classes, labels.Length]).mm(x).Doubles().Chunk((int)x.size(1))]);
    }

    /// <summary>The mean of the classes' means, each class counting alike: where nothing speaks for either of two classes.</summary>
    public double[] Midpoint => Vectors.Mean(Means);

    /// <summary>[classes or 1][width] the difference of means: class 1 less class 0 of two, of more each less the midpoint.</summary>
    public double[][] Differences
    {
        get
        {
            double[] midpoint = Midpoint;
            return Means.Length == 2 ? [Vectors.Minus(Means[1], Means[0])] : [.. Means.Select(mean => Vectors.Minus(mean, midpoint))];
        }
    }

    /// <summary>The nearest mean as a linear probe.</summary>
    public LinearProbe Nearest()
    {
        double[][] weight = Differences;
        double[] norms = [.. Means.Select(mean => Vectors.Dot(mean, mean) / 2)];
        return new LinearProbe(weight, Means.Length == 2 ? [norms[0] - norms[1]] : [.. norms.Select(norm => norms.Average() - norm)]);
    }

    private static IEnumerable<double> Share(int[] labels, int label)
    {
        double share = 1.0 / Math.Max(1, labels.Count(each => each == label));
        return labels.Select(each => each == label ? share : 0);
    }
}
