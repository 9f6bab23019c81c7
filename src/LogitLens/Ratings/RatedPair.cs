namespace LogitLens.Ratings;

/// <summary>Two texts for people to choose between, with what stands behind them, which raters do not see.</summary>
/// <param name="Id">What it is of.</param>
/// <param name="Context">What both go on from, or are about.</param>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
internal sealed record RatedPair(string Id, string Context, RatedText First, RatedText Second)
{
    /// <summary>Which one is expected to be chosen, 1 or 2; null where neither is.</summary>
    public int? Expected { get; init; }

    /// <summary>Which one each judge chooses, 1 or 2, or 0 for neither.</summary>
    public IReadOnlyDictionary<string, int> Judges { get; init; } = new Dictionary<string, int>();
}

/// <summary>A text, and what it was made by.</summary>
/// <param name="Source">What it was made by: a setting's name.</param>
internal sealed record RatedText(string Source, string Text);
