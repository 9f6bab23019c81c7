using LogitLens.Models;

namespace LogitLens.LinearProbes;

/// <summary>Takes what a linear classifier could read of the classes out of features: x becomes x - E (x - m).</summary>
/// <param name="Matrix">E, [width * width] row by row.</param>
/// <param name="Centre">m, [width].</param>
public sealed record LinearEraser(double[] Matrix, double[] Centre)
{
    /// <summary>Projects out the span of the class means about their midpoint, so that all classes have one mean.</summary>
    /// <param name="centres">The class means.</param>
    public static LinearEraser OfClassMeans(ClassCentres centres)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] midpoint = centres.Midpoint;
        double[] differences = [.. centres.Means.SelectMany(mean => Vectors.Minus(mean, midpoint))];
        Tensor span = tensor(differences, [centres.Means.Length, midpoint.Length]);
        return new LinearEraser(Projector(span.t()).Doubles(), midpoint);
    }

    /// <summary>
    /// LEACE: the least change, in the features' own metric, after which no linear classifier does better than a constant (N. Belrose et al., "LEACE: Perfect
    /// linear concept erasure in closed form", 2023).
    /// </summary>
    /// <param name="features">[row, width] of any type.</param>
    /// <param name="labels">[row] its class.</param>
    /// <param name="classes">How many classes there are.</param>
    public static LinearEraser Leace(Tensor features, int[] labels, int classes)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = features.to(ScalarType.Float64).cpu(), mean = x.mean([0]), centred = x.sub(mean);
        double rows = labels.Length;
        Tensor member = tensor([.. labels.SelectMany(label => Enumerable.Range(0, classes).Select(k => k == label ? 1.0 : 0))], [labels.Length, classes]);
        Tensor cross = centred.t().mm(member.sub(member.mean([0]))).div(rows);                // [width, class]
        (Tensor values, Tensor vectors) = linalg.eigh(centred.t().mm(centred).div(rows));
        double[] variances = values.Doubles();
        double least = 1e-12 * variances[^1];
        Tensor root = tensor([.. variances.Select(value => value > least ? Math.Sqrt(value) : 0)]);
        Tensor inverse = tensor([.. variances.Select(value => value > least ? 1 / Math.Sqrt(value) : 0)]);
        Tensor whiten = vectors.mul(inverse).mm(vectors.t()), unwhiten = vectors.mul(root).mm(vectors.t());
        return new LinearEraser(unwhiten.mm(Projector(whiten.mm(cross))).mm(whiten).Doubles(), mean.Doubles());
    }

    /// <summary>Projects out a random subspace about a point, each of a number of dimensions equally likely: what erasure is held against.</summary>
    /// <param name="dimensions">How many dimensions it has.</param>
    /// <param name="centre">The point, [width].</param>
    /// <param name="random">Draws it.</param>
    public static LinearEraser OfRandom(int dimensions, double[] centre, SeededRandom random)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor normal = tensor([.. Enumerable.Range(0, centre.Length * dimensions).Select(_ => random.NextNormal())], [centre.Length, dimensions]);
        return new LinearEraser(Projector(normal).Doubles(), centre);
    }

    /// <summary>The features after erasure, [row, width] in float64; the caller's dispose scope owns them.</summary>
    public Tensor Apply(Tensor features)
    {
        Tensor x = features.to(ScalarType.Float64).cpu();
        return x.sub(x.sub(tensor(Centre)).mm(ToTensor().t()));
    }

    /// <summary>A probe of erased features as one of the features before erasure.</summary>
    public LinearProbe Before(LinearProbe probe)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = tensor([.. probe.Weight.SelectMany(row => row)], [probe.Weight.Length, Centre.Length]);
        Tensor erased = weight.mm(ToTensor());
        double[] bias = [.. erased.mv(tensor(Centre)).Doubles().Zip(probe.Bias, (added, own) => own + added)];
        return new LinearProbe([.. weight.sub(erased).Doubles().Chunk(Centre.Length)], bias);
    }

    private Tensor ToTensor() => tensor(Matrix, [Centre.Length, Centre.Length]);

    // Onto the columns' span: the eigenvectors of their Gram matrix that are not rounding.
    private static Tensor Projector(Tensor columns)
    {
        (Tensor values, Tensor vectors) = linalg.eigh(columns.t().mm(columns));
        double[] all = values.Doubles();
        Tensor inverse = tensor([.. all.Select(value => value > 1e-10 * all[^1] && value > 0 ? 1 / value : 0)]);
        return columns.mm(vectors.mul(inverse)).mm(vectors.t()).mm(columns.t());
    }
}
