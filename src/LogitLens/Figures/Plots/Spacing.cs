namespace LogitLens.Figures.Plots;

/// <summary>Moves labels apart along a line.</summary>
internal static class Spacing
{
    /// <summary>
    /// Places near the wanted ones, in the same order, at least <paramref name="pitch"/> apart and within the limits, given that
    /// they all fit there.
    /// </summary>
    /// <param name="wanted">Where each would stand, ascending.</param>
    /// <param name="pitch">Least distance between neighbours.</param>
    /// <param name="least">Lower limit.</param>
    /// <param name="most">Upper limit.</param>
    public static double[] Apart(IReadOnlyList<double> wanted, double pitch, double least, double most)
    {
        double[] places = [.. wanted];
        double floor = least;
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], floor);
            floor = places[i] + pitch;
        }

        double ceiling = most;
        for (int i = places.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], ceiling);
            ceiling = places[i] - pitch;
        }

        return places;
    }
}
