namespace LogitLens.Experiments.Probes;

/// <summary>Texts that are the same, token by token.</summary>
/// <param name="Texts">How many texts have a twin.</param>
/// <param name="Sets">In how many sets.</param>
/// <param name="LeftOut">Training texts that are left out because the test part has the same but for capitals and spaces.</param>
internal sealed record DuplicateTexts(int Texts, int Sets, int LeftOut)
{
    /// <summary>Training texts that are left out because they are a part of a tested text, or have one in them.</summary>
    public int PartsLeftOut { get; init; }

    /// <summary>Texts that are parts of others and are in one part of the data with them.</summary>
    public int Phrases { get; init; }

    /// <summary>Counts.</summary>
    internal static DuplicateTexts Of(IReadOnlyList<string> keys, int leftOut)
    {
        int[] sets = [.. keys.GroupBy(key => key, StringComparer.Ordinal).Select(set => set.Count()).Where(count => count > 1)];
        return new DuplicateTexts(sets.Sum(), sets.Length, leftOut);
    }
}
