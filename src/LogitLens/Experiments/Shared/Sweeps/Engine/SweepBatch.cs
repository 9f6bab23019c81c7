namespace LogitLens.Experiments.Sweeps;

/// <summary>Prompts that are swept together.</summary>
/// <param name="Prompts">Their token ids without the prefix, one or more each.</param>
/// <param name="Examples">Each one's place in the dataset.</param>
internal sealed record SweepBatch(IReadOnlyList<int[]> Prompts, IReadOnlyList<int> Examples)
{
    private const double LeastLength = 0.95;

    /// <summary>Token ids that all of the prompts begin with, computed once for all; empty for none.</summary>
    public int[] Prefix { get; init; } = [];

    /// <summary>Other prompts, row by row, from whose run patches take activations; null where nothing is patched.</summary>
    public SweepSource? Source { get; init; }

    /// <summary>
    /// Cuts the batch between neighbours of unlike length, so that little is padded; the groups keep its order.
    /// </summary>
    /// <param name="enough">Tokens that a group must have at least before it is worth cutting.</param>
    internal IReadOnlyList<SweepBatch> ByLength(int enough)
    {
        List<SweepBatch> groups = [];
        int start = 0, longest = Prompts[0].Length;
        for (int end = 1; end <= Prompts.Count; end++)
        {
            int length = end < Prompts.Count ? Prompts[end].Length : 0;
            bool alike = Math.Min(length, longest) >= LeastLength * Math.Max(length, longest);
            if (end == Prompts.Count || (!alike && (end - start) * longest >= enough))
            {
                groups.Add(Slice(start..end));
                (start, longest) = (end, 0);
            }

            longest = Math.Max(longest, length);
        }

        return groups;
    }

    private SweepBatch Slice(Range rows) => new([.. Prompts.Take(rows)], [.. Examples.Take(rows)])
    {
        Prefix = Prefix,
        Source = Source is null ? null : Source with { Prompts = [.. Source.Prompts.Take(rows)] },
    };
}

/// <summary>The prompts that patches come from.</summary>
/// <param name="Prompts">Token ids without the prefix.</param>
/// <param name="Prefix">What all of them begin with; as long as the batch's own prefix.</param>
internal sealed record SweepSource(IReadOnlyList<int[]> Prompts, int[] Prefix)
{
    /// <summary>
    /// How many positions, from the beginning, take the source's activation of the same position; later ones are aligned from the end.
    /// </summary>
    public int CommonStart { get; init; } = Prefix.Length;
}
