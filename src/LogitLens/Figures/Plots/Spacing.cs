namespace LogitLens.Figures;

/// <summary>Moves labels apart along a line.</summary>
internal static class Spacing
{
    /// <summary>
    /// The places nearest to the wanted ones (by squared distance, before the limits), in the same order and at least
    /// <paramref name="pitch"/> apart; within the limits, given that they all fit there. Found by pooling neighbours that crowd.
    /// </summary>
    /// <param name="wanted">Where each would stand, ascending.</param>
    /// <param name="pitch">Least distance between neighbours.</param>
    public static double[] Apart(IReadOnlyList<double> wanted, double pitch, double least, double most)
    {
        Stack<(double Sum, int Count)> pools = new();
        for (int i = 0; i < wanted.Count; i++)
        {
            (double Sum, int Count) pool = (wanted[i] - (i * pitch), 1);
            while (pools.TryPeek(out (double Sum, int Count) before) && before.Sum / before.Count >= pool.Sum / pool.Count)
            {
                pools.Pop();
                pool = (before.Sum + pool.Sum, before.Count + pool.Count);
            }

            pools.Push(pool);
        }

        double last = most - ((wanted.Count - 1) * pitch);
        IEnumerable<double> shifts = pools.Reverse().SelectMany(pool => Enumerable.Repeat(pool.Sum / pool.Count, pool.Count));
        return [.. shifts.Select((shift, i) => Math.Max(least, Math.Min(shift, last)) + (i * pitch))];
    }
}
