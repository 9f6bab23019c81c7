namespace LogitLens.Datasets;

/// <summary>A smaller dataset for a quicker run. Examples keep their ids and the order of the file.</summary>
internal static class Subset
{
    /// <summary>
    /// <paramref name="limit"/> examples drawn by seed, each class in its share of the dataset (largest remainders; of equal remainders,
    /// the lower label first); all of them where there are no more. The same seed draws the same ones.
    /// </summary>
    public static Dataset Stratified(Dataset dataset, int limit, long seed)
    {
        if (limit < 1)
        {
            throw new InputException($"a limit of {limit} examples leaves none; give 1 or more");
        }

        if (limit >= dataset.Examples.Count)
        {
            return dataset;
        }

        HashSet<int> chosen = [.. DrawIndices(dataset.Examples, limit, new SeededRandom(seed, "subset"))];
        return dataset with { Examples = dataset.Examples.Where((_, index) => chosen.Contains(index)).ToList() };
    }

    /// <summary>Indices of <paramref name="count"/> examples, stratified by class, in no particular order.</summary>
    internal static List<int> DrawIndices(IReadOnlyList<Example> examples, int count, SeededRandom random)
    {
        List<List<int>> classes = examples
            .Select((example, index) => (example.Label, index))
            .GroupBy(pair => pair.Label ?? -1)
            .OrderBy(group => group.Key)
            .Select(group => group.Select(pair => pair.index).ToList())
            .ToList();

        int[] quotas = Apportion(classes.Select(members => members.Count).ToArray(), count);
        List<int> drawn = new(count);
        foreach ((List<int> members, int quota) in classes.Zip(quotas))
        {
            random.Shuffle(members);
            drawn.AddRange(members.Take(quota));
        }

        return drawn;
    }

    /// <summary>Hamilton's method: whole shares first, then one each to the largest remainders.</summary>
    internal static int[] Apportion(int[] sizes, int seats)
    {
        long total = sizes.Sum(size => (long)size);
        int[] quotas = sizes.Select(size => (int)(size * (long)seats / total)).ToArray();
        int[] byRemainder = Enumerable.Range(0, sizes.Length).OrderByDescending(i => sizes[i] * (long)seats % total).ToArray();
        int left = seats - quotas.Sum();
        foreach (int index in byRemainder.Take(left))
        {
            quotas[index]++;
        }

        return quotas;
    }
}
