using LogitLens.Models;

namespace LogitLens.LinearProbes;

/// <summary>
/// Dense features, centred, scaled and turned into their principal axes. A ridge penalty is the same in any rotation, and along principal axes the
/// logistic loss is curved nearly independently, so that few iterations solve it.
/// </summary>
internal sealed class PrincipalFeatures : IFeatureMatrix, IDisposable
{
    // Axes whose variance is below this share of the largest are rounding.
    private const double Negligible = 1e-13;

    private readonly Tensor _rotated;
    private readonly Tensor _axes;
    private readonly double[] _centre;
    private readonly double[] _scale;

    /// <summary>Prepares features.</summary>
    /// <param name="features">[row, width] of any type.</param>
    /// <param name="scaling">Whether each is divided by its standard deviation.</param>
    public PrincipalFeatures(Tensor features, FeatureScaling scaling)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = features.to(ScalarType.Float64).cpu();
        Tensor centre = x.mean([0]);
        Tensor centred = x.sub(centre);
        _centre = centre.Doubles();
        _scale = scaling == FeatureScaling.None ? [.. _centre.Select(_ => 1.0)] : Deviations(centred);
        Tensor scaled = centred.div_(tensor(_scale));
        (Tensor variances, Tensor axes) = linalg.eigh(scaled.t().mm(scaled).div(Math.Max(1, x.size(0))));
        double[] sorted = variances.Doubles();
        int negligible = sorted.Count(variance => !(variance > Negligible * sorted[^1]));
        int kept = Math.Max(1, sorted.Length - negligible);
        _axes = axes.narrow(1, sorted.Length - kept, kept).contiguous().DetachFromDisposeScope();
        MeanSquares = variances.narrow(0, sorted.Length - kept, kept).clamp(min: double.Epsilon).DetachFromDisposeScope();
        _rotated = scaled.mm(_axes).DetachFromDisposeScope();
    }

    public int Rows => (int)_rotated.size(0);

    public int Columns => (int)_rotated.size(1);

    public Tensor MeanSquares { get; }

    public Tensor Times(Tensor weights) => _rotated.mm(weights);

    public Tensor TransposedTimes(Tensor residuals) => _rotated.t().mm(residuals);

    /// <summary>A classifier along the axes as one of the features as they were given.</summary>
    public LinearProbe Restored(LinearProbe rotated)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = tensor([.. rotated.Weight.SelectMany(row => row)], [rotated.Weight.Length, Columns]).mm(_axes.t());
        return new LinearProbe([.. weight.Doubles().Chunk(_centre.Length)], rotated.Bias).Unscaled(_centre, _scale);
    }

    public void Dispose()
    {
        _rotated.Dispose();
        _axes.Dispose();
        MeanSquares.Dispose();
    }

    // As scikit-learn's StandardScaler: over n, and 1 for a feature that is the same everywhere.
    private static double[] Deviations(Tensor centred) =>
        [.. centred.square().mean([0]).Doubles().Select(variance => variance > 1e-20 ? Math.Sqrt(variance) : 1.0)];
}

/// <summary>What is done to features before a probe is fitted; it is folded back into the probe.</summary>
public enum FeatureScaling
{
    /// <summary>Each is divided by its standard deviation over the training rows.</summary>
    Standardise,

    /// <summary>They stay as they are.</summary>
    None,
}
