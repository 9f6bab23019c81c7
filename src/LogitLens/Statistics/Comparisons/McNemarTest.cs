namespace LogitLens.Statistics;

/// <summary>
/// McNemar's exact test (Q. McNemar, 1947): whether two conditions on the same examples are right equally often. Only the discordant
/// examples speak; under no difference each goes either way like a fair coin.
/// </summary>
/// <param name="BothRight">Examples right in both conditions.</param>
/// <param name="OnlyFirst">Examples right in the first condition alone.</param>
/// <param name="OnlySecond">Examples right in the second condition alone.</param>
/// <param name="NeitherRight">Examples right in neither.</param>
/// <param name="PValue">Two-sided; 1 when no example is discordant, null when there is no example.</param>
public sealed record McNemarTest(int BothRight, int OnlyFirst, int OnlySecond, int NeitherRight, double? PValue)
{
    /// <summary>How many examples there are.</summary>
    public int N => BothRight + OnlyFirst + OnlySecond + NeitherRight;

    /// <summary>How many examples are right in one condition alone.</summary>
    public int Discordant => OnlyFirst + OnlySecond;

    /// <summary>The test on the outcomes of the same examples, in the same order.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static McNemarTest Of(ReadOnlySpan<bool> first, ReadOnlySpan<bool> second)
    {
        Guard.SameLength(first.Length, second.Length, nameof(second));
        int both = 0;
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < first.Length; i++)
        {
            both += first[i] && second[i] ? 1 : 0;
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += !first[i] && second[i] ? 1 : 0;
        }

        double? p = first.IsEmpty ? null : FairBinomial.TwoSided(onlyFirst, onlyFirst + onlySecond);
        return new McNemarTest(both, onlyFirst, onlySecond, first.Length - both - onlyFirst - onlySecond, p);
    }
}
