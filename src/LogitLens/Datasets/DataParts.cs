namespace LogitLens.Datasets;

/// <summary>Divides examples by seed so that what belongs together stays together and each class has its share everywhere.</summary>
internal static class DataParts
{
    /// <summary>[example] its part, from 0.</summary>
    /// <param name="classes">[example] its class.</param>
    /// <param name="groups">[example] what it belongs together with others by.</param>
    /// <param name="shares">[part] how much of the data it is to have; they add up to 1.</param>
    /// <param name="random">Decides which groups go where.</param>
    /// <remarks>
    /// Groups go, in random order and the largest first, to the part that lacks most of their classes. With every example a group of its own that is a
    /// stratified draw.
    /// </remarks>
    public static int[] Divide(IReadOnlyList<int> classes, IReadOnlyList<int> groups, IReadOnlyList<double> shares, SeededRandom random)
    {
        int count = classes.Max() + 1;
        double[][] lacking = [.. shares.Select(share => Enumerable.Range(0, count).Select(label => share * classes.Count(each => each == label)).ToArray())];
        int[][] members = [.. Enumerable.Range(0, classes.Count).GroupBy(example => groups[example]).Select(group => group.ToArray())];
        random.Shuffle(members);
        int[] parts = new int[classes.Count];
        foreach (int[] group in members.OrderByDescending(group => group.Length))
        {
            int part = Enumerable.Range(0, shares.Count).MaxBy(each => group.Sum(example => Lack(lacking[each][classes[example]], shares[each])));
            foreach (int example in group)
            {
                parts[example] = part;
                lacking[part][classes[example]]--;
            }
        }

        return parts;
    }

    /// <summary>The same where what belongs together has one name.</summary>
    /// <param name="classes">[example] its class.</param>
    /// <param name="clusters">[example] the name; null for one that stands alone.</param>
    /// <param name="shares">[part] how much of the data it is to have; they add up to 1.</param>
    /// <param name="random">Decides which clusters go where.</param>
    public static int[] Divide(IReadOnlyList<int> classes, IReadOnlyList<string?> clusters, IReadOnlyList<double> shares, SeededRandom random) =>
        Divide(classes, Join(classes.Count, clusters), shares, random);

    /// <summary>Joins groups that share an example: [example] the number of its group.</summary>
    /// <param name="names">For each kind of belonging together, [example] a name; null for an example that it says nothing of.</param>
    /// <param name="count">How many examples there are.</param>
    public static int[] Join(int count, params IReadOnlyList<IReadOnlyList<string?>> names) => Join(count, [], names);

    /// <summary>The same where some examples belong together two by two as well.</summary>
    /// <param name="pairs">The places of two examples of one group each.</param>
    /// <inheritdoc cref="Join(int, IReadOnlyList{IReadOnlyList{string?}})"/>
    public static int[] Join(int count, IEnumerable<(int One, int Other)> pairs, params IReadOnlyList<IReadOnlyList<string?>> names)
    {
        int[] parent = [.. Enumerable.Range(0, count)];
        int Root(int example)
        {
            while (parent[example] != example)
            {
                example = parent[example] = parent[parent[example]];
            }

            return example;
        }

        foreach (IReadOnlyList<string?> kind in names)
        {
            Dictionary<string, int> first = new(StringComparer.Ordinal);
            for (int example = 0; example < count; example++)
            {
                if (kind[example] is { } name && !first.TryAdd(name, example))
                {
                    parent[Root(example)] = Root(first[name]);
                }
            }
        }

        foreach ((int one, int other) in pairs)
        {
            parent[Root(one)] = Root(other);
        }

        return [.. Enumerable.Range(0, count).Select(Root)];
    }

    // A part without a share takes nothing; of equal lacks the larger part's comes first.
    private static double Lack(double lacking, double share) => share <= 0 ? double.NegativeInfinity : lacking;
}
