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
        double[] vector = Less(own, others);
        double length = Length(vector);
        return length > 0
            ? new LayerDirection(site.Layer, site.Name, [.. vector.Select(value => (float)value)])
            {
                Midpoint = vector.Select((value, place) => value * (own[place] + others[place]) / 2).Sum() / length,
            }
            : throw new InputException($"{site}: the classes' mean activations are the same, so there is no direction from one to the other");
    }

    /// <summary>The same with labels shuffled among the texts, as long as the true one and with its midpoint.</summary>
    /// <param name="towards">The class that it points to.</param>
    /// <param name="like">The true one.</param>
    /// <param name="draw">Which draw, from 1.</param>
    /// <param name="seed">What the shuffle follows from; the same at all sites.</param>
    public LayerDirection Shuffled(int towards, LayerDirection like, int draw, long seed)
    {
        int[] shuffled = [.. labels];
        new SeededRandom(seed, $"shuffled labels {draw}").Shuffle(shuffled);
        (double[] own, double[] others) = Means(shuffled, towards);
        double[] vector = Less(own, others);
        double scale = like.Length / Length(vector);
        return double.IsFinite(scale) ? like with { Vector = [.. vector.Select(value => (float)(value * scale))] } : RandomDirection.Like(like, draw, seed);
    }

    /// <summary>
    /// The share of the second half of each class's texts that lie on the right side of the midpoint, of a direction found on the first; null where a
    /// class has no text in either.
    /// </summary>
    /// <param name="towards">The class that it points to.</param>
    public double? HeldOutAccuracy(int towards)
    {
        int[][] classes = [.. labels.Select((label, text) => (label, text)).GroupBy(pair => pair.label).Select(own => own.Select(pair => pair.text).ToArray())];
        if (classes.Length < 2 || classes.Any(own => own.Length < 2))
        {
            return null;
        }

        int[] first = [.. classes.SelectMany(own => own.Take(own.Length / 2))], second = [.. classes.SelectMany(own => own.Skip(own.Length / 2))];
        MeanDifference found = new(site, [.. first.Select(text => texts[text])], [.. first.Select(text => labels[text])]);
        (double[] own, double[] others) = found.Means(found.Tags, towards);
        double[] vector = Less(own, others), middle = [.. own.Zip(others, (a, b) => (a + b) / 2)];
        return (double)second.Count(text => (Along(texts[text], vector, middle) > 0) == (labels[text] == towards)) / second.Length;
    }

    /// <summary>The cosine with the weight of a logistic probe that tells the class from the others, with scikit-learn's C = 1 on standardised
    /// features.</summary>
    /// <param name="towards">The class that it points to.</param>
    /// <param name="cancellation">Heeded at each iteration.</param>
    public double CosineWithProbe(int towards, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        int width = texts[0].Sum.Length;
        Tensor rows = tensor([.. texts.SelectMany(text => text.Sum.Select(value => value / text.Rows))], [texts.Count, width]);
        using PrincipalFeatures features = new(rows, FeatureScaling.Standardise);
        int[] own = [.. labels.Select(label => label == towards ? 1 : 0)];
        double[] weight = features.Restored(LogisticRegression.Solve(new LogisticProblems(features, own, 2, [1]),
            cancellation: cancellation).Probes[0]).Weight[0];
        return LinearProbe.Cosine(weight, [.. Towards(towards).Vector.Select(value => (double)value)]);
    }

    private IReadOnlyList<int> Tags => labels;

    private static double Along(TextSum text, double[] vector, double[] middle) =>
        vector.Select((value, place) => value * ((text.Sum[place] / text.Rows) - middle[place])).Sum();

    private (double[] Own, double[] Others) Means(IReadOnlyList<int> tags, int towards)
    {
        double[][] means = [.. tags.Distinct().Order().Where(tag => tag != towards).Select(tag => Mean(tags, tag))];
        return (Mean(tags, towards), [.. Enumerable.Range(0, texts[0].Sum.Length).Select(place => means.Average(mean => mean[place]))]);
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

    private static double[] Less(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a - b)];

    private static double Length(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));
}
