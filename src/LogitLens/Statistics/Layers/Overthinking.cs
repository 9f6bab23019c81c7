namespace LogitLens.Statistics;

/// <summary>
/// How often a model has the answer at some layer and loses it by the last (Halawi, Denain and Steinhardt, "Overthinking the truth",
/// 2023), read off a logit lens.
/// </summary>
/// <param name="Share">Examples right at some earlier layer and wrong at the last, of all examples.</param>
/// <param name="OfWrong">The same examples, of those that are wrong at the last layer.</param>
/// <param name="ByLayer">[layer] examples right at this layer and wrong at the last; the last layer's is 0 by definition.</param>
public sealed record Overthinking(Proportion Share, Proportion OfWrong, IReadOnlyList<Proportion> ByLayer)
{
    /// <summary>Counts over examples.</summary>
    /// <param name="right">[example][layer]: whether the prediction read off at the layer is right.</param>
    /// <param name="level">Confidence level of the intervals.</param>
    /// <exception cref="ArgumentException">Examples differ in their number of layers.</exception>
    public static Overthinking Of(IReadOnlyList<bool[]> right, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(right);
        int layers = right.Count == 0 ? 0 : right[0].Length;
        int[] byLayer = new int[layers];
        int lost = 0;
        int wrong = 0;
        foreach (bool[] example in right)
        {
            Guard.SameLength(layers, example.Length, nameof(right));
            if (layers == 0 || example[^1])
            {
                continue;
            }

            wrong++;
            lost += IsOverthought(example) ? 1 : 0;
            for (int layer = 0; layer < layers; layer++)
            {
                byLayer[layer] += example[layer] ? 1 : 0;
            }
        }

        return new Overthinking(
            Proportion.Of(lost, right.Count, level),
            Proportion.Of(lost, wrong, level),
            Array.ConvertAll(byLayer, count => Proportion.Of(count, right.Count, level)));
    }

    /// <summary>Whether one example is right at some layer and wrong at the last.</summary>
    /// <param name="right">[layer]: whether the prediction read off at the layer is right.</param>
    public static bool IsOverthought(ReadOnlySpan<bool> right) => !right.IsEmpty && !right[^1] && right.Contains(true);
}
