namespace LogitLens.Statistics;

/// <summary>Examples that belong together (sentences of one template, both halves of a pair), told by number.</summary>
public static class Clusters
{
    /// <summary>Numbers names from 0 in the order of their first appearance.</summary>
    public static int[] Number(IEnumerable<string> names)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        return [.. names.Select(name => numbers.TryGetValue(name, out int known) ? known : numbers[name] = numbers.Count)];
    }

    /// <summary>The places of each cluster's examples, by the clusters' first appearance; each example alone without clusters.</summary>
    /// <param name="n">How many examples there are.</param>
    /// <param name="clusters">Each example's cluster; null where examples are independent.</param>
    public static int[][] Members(int n, IReadOnlyList<int>? clusters) => clusters is null
        ? [.. Enumerable.Range(0, n).Select(i => new[] { i })]
        : [.. Enumerable.Range(0, n).GroupBy(i => clusters[i]).Select(cluster => cluster.ToArray())];

    /// <summary>The sum of each cluster's values, by the clusters' first appearance; the values themselves without clusters.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double[] Sums(ReadOnlySpan<double> values, IReadOnlyList<int>? clusters)
    {
        if (clusters is null)
        {
            return values.ToArray();
        }

        Guard.SameLength(values.Length, clusters.Count, nameof(clusters));
        Dictionary<int, int> places = [];
        List<double> sums = [];
        for (int i = 0; i < values.Length; i++)
        {
            if (!places.TryGetValue(clusters[i], out int place))
            {
                places[clusters[i]] = place = sums.Count;
                sums.Add(0);
            }

            sums[place] += values[i];
        }

        return [.. sums];
    }
}
