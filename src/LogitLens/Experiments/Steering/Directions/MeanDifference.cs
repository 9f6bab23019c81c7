using LogitLens.LinearProbes;
using LogitLens.Models;

namespace LogitLens.Experiments.Steering;

/// <summary>Activations of labelled texts at one site, and differences of their class means.</summary>
/// <param name="site">Where they were read.</param>
/// <param name="texts">What was read of each text.</param>
/// <param name="labels">Each text's label.</param>
internal sealed class MeanDifference(Site site, IReadOnlyList<TextSum> texts, IReadOnlyList<int> labels)
{
    /// <summary>The mean of a class less the mean of the other classes' means, and the coordinate halfway between the two.</summary>
    /// <param name="towards">The class that it points to.</param>
    /// <exception cref="InputException">The means are the same.</exception>
    public LayerDirection Towards(int towards)
    {
        (double[] own, double[] others) = Means(labels, towards);
        double[] vector = Vectors.Minus(own, others), middle = Vectors.Mean([own, others]);
        double length = Vectors.Length(vector);
        return length > 0
            ? new LayerDirection(site.Layer, site.Name, [.. vector.Select(value => (float)value)])
            {
                Midpoint = Vectors.Dot(vector, middle) / length,
                Middle = [.. middle.Select(value => (float)value)],
            }
            : throw new InputException($"{site}: the classes' mean activations are the same, so there is no direction from one to the other");
    }

    /// <summary>The same with labels shuffled among the texts, as long as the true one and turned about the same point.</summary>
    /// <param name="towards">The class that it points to.</param>
    /// <param name="like">The true one.</param>
    /// <param name="draw">Which draw, from 1.</param>
    /// <param name="seed">What the shuffle follows from; the same at all sites.</param>
    public LayerDirection Shuffled(int towards, LayerDirection like, int draw, long seed)
    {
        int[] shuffled = [.. labels];
        new SeededRandom(seed, $"shuffled labels {draw}").Shuffle(shuffled);
        (double[] own, double[] others) = Means(shuffled, towards);
        double[] vector = Vectors.Minus(own, others);
        double scale = like.Length / Vectors.Length(vector);
        return double.IsFinite(scale) ? like.With([.. vector.Select(value => (float)(value * scale))]) : RandomDirection.Like(like, draw, seed);
    }

    /// <summary>
    /// The share of one half of the texts that lie on the right side of the midpoint, of a direction found on the other; null where a class is missing in
    /// either.
    /// </summary>
    /// <param name="towards">The class that it points to.</param>
    /// <param name="halves">[text] 0 where the direction is found on it, 1 where it is tried.</param>
    public double? HeldOutAccuracy(int towards, IReadOnlyList<int> halves)
    {
        int[] all = [.. Enumerable.Range(0, texts.Count)], first = [.. all.Where(text => halves[text] == 0)], second = [.. all.Except(first)];
        int[] classes = [.. first.Select(text => labels[text])];
        if (classes.Distinct().Count() < 2 || !classes.ToHashSet().SetEquals(second.Select(text => labels[text])))
        {
            return null;
        }

        (double[] own, double[] others) = new MeanDifference(site, [.. first.Select(text => texts[text])], classes).Means(classes, towards);
        double[] vector = Vectors.Minus(own, others), middle = Vectors.Mean([own, others]);
        return (double)second.Count(text => (Vectors.Dot(vector, Vectors.Minus(texts[text].Mean, middle)) > 0) == (labels[text] == towards)) / second.Length;
    }

    /// <summary>The cosine with the weight of a logistic probe that tells the class from the others, with scikit-learn's C = 1 on standardised
    /// features.</summary>
    /// <param name="towards">The class that it points to.</param>
    /// <param name="cancellation">Heeded at each iteration.</param>
    public double CosineWithProbe(int towards, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        int width = texts[0].Sum.Length;
        Tensor rows = tensor([.. texts.SelectMany(text => text.Mean)], [texts.Count, width]);
        using PrincipalFeatures features = new(rows, FeatureScaling.Standardise);
        int[] own = [.. labels.Select(label => label == towards ? 1 : 0)];
        double[] weight = features.Restored(LogisticRegression.Solve(new LogisticProblems(features, own, 2, [1]),
            cancellation: cancellation).Probes[0]).Weight[0];
        return LinearProbe.Cosine(weight, [.. Towards(towards).Vector.Select(value => (double)value)]);
    }

    private (double[] Own, double[] Others) Means(IReadOnlyList<int> tags, int towards)
    {
        double[][] means = [.. tags.Distinct().Order().Where(tag => tag != towards).Select(tag => Mean(tags, tag))];
        return (Mean(tags, towards), Vectors.Mean(means));
    }

    private double[] Mean(IReadOnlyList<int> tags, int tag)
    {
        double[] sum = new double[texts[0].Sum.Length];
        int count = 0;
        for (int text = 0; text < texts.Count; text++)
        {
            if (tags[text] == tag)
            {
                count += texts[text].Rows;
                for (int place = 0; place < sum.Length; place++)
                {
                    sum[place] += texts[text].Sum[place];
                }
            }
        }

        return Array.ConvertAll(sum, value => value / count);
    }
}
