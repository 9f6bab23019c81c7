namespace LogitLens.Experiments.Steering;

/// <summary>How little texts repeat themselves and one another (distinct-n, Li et al. 2016).</summary>
internal static class DistinctGrams
{
    /// <summary>Different n-grams over all n-grams; null where no text is so long.</summary>
    /// <param name="texts">Tokens of each text; n-grams do not cross from one to the next.</param>
    /// <param name="n">Tokens of a gram.</param>
    public static double? Share(IReadOnlyList<int[]> texts, int n)
    {
        HashSet<string> different = [];
        int count = 0;
        foreach (int[] text in texts)
        {
            for (int start = 0; start + n <= text.Length; start++)
            {
                different.Add(string.Join(',', text[start..(start + n)]));
                count++;
            }
        }

        return count == 0 ? null : (double)different.Count / count;
    }
}
