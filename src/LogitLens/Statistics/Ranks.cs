namespace LogitLens.Statistics;

/// <summary>Ranks of a sample, 1 for the smallest value.</summary>
public static class Ranks
{
    /// <summary>The rank of each value; equal values share the mean of the ranks that they take up.</summary>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static double[] Average(ReadOnlySpan<double> values)
    {
        Guard.NoNaN(values, nameof(values));
        double[] sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        double[] ranks = new double[sorted.Length];
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
