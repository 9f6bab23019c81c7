namespace LogitLens.Experiments.Attribution;

/// <summary>Cuts the variants of prompts that are to be scored into passes of as many as there is room for, whichever prompts they are of.</summary>
/// <param name="rowsAtOnce">How many rows of a length may run together.</param>
/// <param name="done">Hears how many rows are done after each pass.</param>
internal sealed class Passes(Func<int, int> rowsAtOnce, Action<int> done)
{
    /// <summary>The rows of each pass, in their order.</summary>
    /// <param name="rows">The rows, those of like length beside each other.</param>
    /// <param name="length">A row's number of tokens.</param>
    public IEnumerable<T[]> Of<T>(IReadOnlyList<T> rows, Func<T, int> length)
    {
        for (int first = 0, count; first < rows.Count; first += count)
        {
            count = 1;
            for (int longest = length(rows[first]); first + count < rows.Count; count++)
            {
                longest = Math.Max(longest, length(rows[first + count]));
                if (count == rowsAtOnce(longest))
                {
                    break;
                }
            }

            yield return [.. rows.Skip(first).Take(count)];
            done(count);
        }
    }
}
