using LogitLens.Models;

namespace LogitLens.LinearProbes;

/// <summary>
/// Linear discriminant analysis with shrunken covariances (O. Ledoit and M. Wolf, "A well-conditioned estimator for large-dimensional covariance matrices",
/// 2004), as scikit-learn's <c>LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto")</c>: the classes' covariances are shrunk each by itself, in
/// standardised coordinates, and pooled by the classes' shares.
/// </summary>
internal static class LinearDiscriminant
{
    /// <summary>Fits.</summary>
    /// <param name="features">[row, width] of any type.</param>
    /// <param name="labels">[row] its class; each class has a row.</param>
    public static LinearProbe Fit(Tensor features, int[] labels, int classes)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = features.to(ScalarType.Float64).cpu();
        int width = (int)x.size(1);
        Tensor within = zeros([width, width], ScalarType.Float64);
        double[] priors = new double[classes];
        List<Tensor> means = [];
        for (int label = 0; label < classes; label++)
        {
            long[] members = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == label).Select(row => (long)row)];
            priors[label] = (double)members.Length / labels.Length;
            Tensor own = x.index_select(0, tensor(members));
            means.Add(own.mean([0]));
            within = within.add(Shrunken(own.sub(means[label])), priors[label]);
        }

        Tensor centres = stack(means);                                                        // [class, width]
        Tensor weight = Inverse(within).mm(centres.t()).t().contiguous();
        double[] bias = [.. weight.mul(centres).sum([1]).Doubles().Select((square, label) => (-square / 2) + Math.Log(priors[label]))];
        double[][] rows = [.. weight.Doubles().Chunk(width)];
        return classes == 2 ? new LinearProbe([Vectors.Minus(rows[1], rows[0])], [bias[1] - bias[0]]) : new LinearProbe(rows, bias);
    }

    private static Tensor Shrunken(Tensor centred)
    {
        double[] deviations = [.. centred.square().mean([0]).Doubles().Select(variance => variance > 0 ? Math.Sqrt(variance) : 1)];
        Tensor scale = tensor(deviations), z = centred.div(scale);
        double n = z.size(0), width = z.size(1);
        Tensor covariance = z.t().mm(z).div(n);
        double squares = covariance.square().sum().Doubles()[0], mean = z.square().sum().Doubles()[0] / n / width;
        double fourth = z.square().sum([1]).square().sum().Doubles()[0];
        double delta = (squares - (width * mean * mean)) / width;
        double beta = Math.Min(((fourth / n) - squares) / n / width, delta);
        double shrinkage = beta > 0 ? beta / delta : 0;
        Tensor shrunk = covariance.mul(1 - shrinkage);
        shrunk = shrunk.add(Diagonal(width, shrinkage * mean));
        return shrunk.mul(scale.unsqueeze(0)).mul(scale.unsqueeze(1));
    }

    private static Tensor Diagonal(double width, double value) =>
        arange((long)width, ScalarType.Int64).unsqueeze(0).eq(arange((long)width, ScalarType.Int64).unsqueeze(1)).to(ScalarType.Float64).mul(value);

    // By eigenvalues, those that are rounding left out.
    private static Tensor Inverse(Tensor symmetric)
    {
        (Tensor values, Tensor vectors) = linalg.eigh(symmetric);
        double[] all = values.Doubles();
        Tensor inverse = tensor([.. all.Select(value => value > 1e-12 * all[^1] ? 1 / value : 0)]);
        return vectors.mul(inverse.unsqueeze(0)).mm(vectors.t());
    }
}
