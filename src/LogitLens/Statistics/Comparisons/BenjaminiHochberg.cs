namespace LogitLens.Statistics;

/// <summary>
/// Adjusted p-values that control the false discovery rate over many tests (Y. Benjamini and Y. Hochberg, 1995): calling all tests with
/// an adjusted p-value up to q significant lets an expected share of at most q of them be false, for independent or positively dependent
/// tests.
/// </summary>
public static class BenjaminiHochberg
{
    /// <summary>The adjusted p-values, in the order given; none for none.</summary>
    /// <exception cref="ArgumentException">A p-value is NaN or not within 0 to 1.</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        double[] sorted = pValues.ToArray();
        int[] order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
            if (!(sorted[i] >= 0 && sorted[i] <= 1))
            {
                throw new ArgumentException($"pValues[{i}] is {sorted[i]}; a p-value lies between 0 and 1", nameof(pValues));
            }
        }

        Array.Sort(sorted, order);
        double[] adjusted = new double[sorted.Length];
        double smallest = 1;
        for (int rank = sorted.Length; rank >= 1; rank--)
        {
            // The largest p-value stays itself to the last bit: p * n / n can fall a rounding below p.
            double p = sorted[rank - 1];
            smallest = Math.Min(smallest, Math.Max(p, p * sorted.Length / rank));
            adjusted[order[rank - 1]] = smallest;
        }

        return adjusted;
    }
}
