namespace LogitLens.Figures;

/// <summary>Which labels of a row to show so that none touches the next.</summary>
internal static class LabelThinning
{
    private static readonly int[] s_steps = [1, 2, 5];

    /// <summary>The least of 1, 2, 5, 10, 20, ... such that every nth label, from the first, stands clear of the one before.</summary>
    /// <param name="centres">Where the labels stand, in pixels, ascending.</param>
    /// <param name="lengths">How much room each takes along the axis.</param>
    /// <param name="gap">Least distance between two.</param>
    public static int Every(IReadOnlyList<double> centres, IReadOnlyList<double> lengths, double gap)
    {
        for (int power = 1; ; power *= 10)
        {
            foreach (int step in s_steps)
            {
                if (Clear(centres, lengths, gap, step * power))
                {
                    return step * power;
                }
            }
        }
    }

    private static bool Clear(IReadOnlyList<double> centres, IReadOnlyList<double> lengths, double gap, int every)
    {
        for (int i = every; i < centres.Count; i += every)
        {
            double room = Math.Abs(centres[i] - centres[i - every]) - ((lengths[i] + lengths[i - every]) / 2);
            if (room < gap)
            {
                return false;
            }
        }

        return true;
    }
}
