namespace LogitLens.Corpus.Bundled;

/// <summary>Draws the generated rows of a dataset.</summary>
internal static class HeldOutRows
{
    /// <summary>Names all bundled data; training corpora have other streams even under the same seed.</summary>
    public const ulong Seed = 2019;

    /// <summary>Rows number 0 to <paramref name="count"/> - 1, held out of training and all different from each other.</summary>
    public static List<T> Draw<T>(int count, Func<int, T> next, Func<T, string> text)
    {
        HashSet<string> seen = [];
        List<T> rows = [];
        while (rows.Count < count)
        {
            T row = HeldOut.Draw(() => next(rows.Count), text, evaluation: true);
            if (seen.Add(text(row)))
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}
