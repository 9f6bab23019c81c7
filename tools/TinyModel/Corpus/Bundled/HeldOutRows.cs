namespace TinyModel.Corpus.Bundled;

/// <summary>Draws the generated rows of a dataset.</summary>
internal static class HeldOutRows
{
    private const long Seed = 2019;

    /// <summary>The random stream of that purpose.</summary>
    public static SeededRandom Random(string purpose) => new(Seed, purpose);

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
