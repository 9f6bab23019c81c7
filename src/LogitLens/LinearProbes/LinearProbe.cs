using LogitLens.Models;

namespace LogitLens.LinearProbes;

/// <summary>A linear classifier in the features' own coordinates.</summary>
/// <param name="Weight">[classes or 1][width]; with two classes one row, whose positive side is class 1.</param>
/// <param name="Bias">[classes or 1].</param>
public sealed record LinearProbe(double[][] Weight, double[] Bias)
{
    /// <summary>The number of classes; setup.json has it beside the weights.</summary>
    public int Classes => Math.Max(2, Weight.Length);

    /// <summary>The classes' probabilities for each row, [row][class].</summary>
    /// <param name="features">[row, width] of any type.</param>
    public double[][] Probabilities(Tensor features)
    {
        using DisposeScope scope = NewDisposeScope();
        return Probabilities(Logits(features), Weight.Length);
    }

    /// <summary>The same for features that only have to be multiplied.</summary>
    /// <param name="features">[row, width].</param>
    internal double[][] Probabilities(IFeatureMatrix features)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = tensor([.. Weight.SelectMany(row => row)], [Weight.Length, Weight[0].Length]);
        return Probabilities(features.Times(weight.t().contiguous()).add(tensor(Bias)), Weight.Length);
    }

    private static double[][] Probabilities(Tensor logits, int rows) => rows == 1
        ? [.. logits.Doubles().Select(logit => (double[])[Sigmoid(-logit), Sigmoid(logit)])]
        : [.. logits.softmax(1).Doubles().Chunk(rows)];

    /// <summary>The class that each row is given.</summary>
    /// <param name="features">[row, width] of any type.</param>
    public int[] Classify(Tensor features)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Logits(features);
        return Weight.Length == 1 ? [.. logits.Doubles().Select(logit => logit > 0 ? 1 : 0)] : logits.argmax(1).Ints();
    }

    /// <summary>
    /// How far a point lies within a class, from the nearest boundary with another: above 0 where the class is the one that the point is given, below 0 by its
    /// distance beyond the boundary that it is farthest beyond.
    /// </summary>
    /// <param name="label">The class.</param>
    /// <param name="point">[width].</param>
    internal double DepthIn(int label, double[] point)
    {
        return Weight.Length == 1
            ? (label == 1 ? 1 : -1) * Distance(Weight[0], Bias[0])
            : Enumerable.Range(0, Weight.Length).Where(other => other != label)
                .Min(other => Distance(Vectors.Minus(Weight[label], Weight[other]), Bias[label] - Bias[other]));

        // A probe of biases alone has no boundary, and gives one class to all points.
        double Distance(double[] normal, double offset)
        {
            double length = Vectors.Length(normal), height = Vectors.Dot(normal, point) + offset;
            return length > 0 ? height / length : height;
        }
    }

    /// <summary>The same classifier for features that were centred, scaled and rotated before: folds that into weight and bias.</summary>
    /// <param name="centre">[width] what was taken away.</param>
    /// <param name="scale">[width] what was divided by.</param>
    internal LinearProbe Unscaled(double[] centre, double[] scale)
    {
        double[][] weight = [.. Weight.Select(row => row.Select((value, k) => value / scale[k]).ToArray())];
        return new LinearProbe(weight, [.. Bias.Select((bias, row) => bias - Vectors.Dot(weight[row], centre))]);
    }

    /// <summary>The cosine of two directions; NaN where one is zero.</summary>
    public static double Cosine(double[] left, double[] right) => Vectors.Dot(left, right) / Math.Sqrt(Vectors.Dot(left, left) * Vectors.Dot(right, right));

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    // [row, classes or 1] in float64.
    private Tensor Logits(Tensor features)
    {
        Tensor weight = tensor([.. Weight.SelectMany(row => row)], [Weight.Length, Weight[0].Length]);
        return features.to(ScalarType.Float64).cpu().mm(weight.t()).add(tensor(Bias));
    }
}
