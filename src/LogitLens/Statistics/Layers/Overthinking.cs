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
    /// <summary>Whether one example is right at some layer and wrong at the last.</summary>
    /// <param name="right">[layer]: whether the prediction read off at the layer is right.</param>
    public static bool IsOverthought(ReadOnlySpan<bool> right) => !right.IsEmpty && !right[^1] && right.Contains(true);
}
