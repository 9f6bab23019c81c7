namespace LogitLens.Statistics;

/// <summary>What paired tests work on: the second condition's value less the first's, example by example.</summary>
internal static class Differences
{
    public static double[] Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Guard.SameLength(first.Length, second.Length, nameof(second));
        Guard.Finite(first, nameof(first));
        Guard.Finite(second, nameof(second));
        double[] differences = new double[first.Length];
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = second[i] - first[i];
        }

        return differences;
    }
}
