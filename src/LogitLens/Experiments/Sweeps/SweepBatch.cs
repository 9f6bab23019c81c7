namespace LogitLens.Experiments.Sweeps;

/// <summary>Prompts that are swept together.</summary>
/// <param name="Prompts">Their token ids without the prefix, one or more each.</param>
/// <param name="Examples">Each one's place in the dataset.</param>
public sealed record SweepBatch(IReadOnlyList<int[]> Prompts, IReadOnlyList<int> Examples)
{
    /// <summary>Token ids that all of the prompts begin with, computed once for all; empty for none.</summary>
    public int[] Prefix { get; init; } = [];

    /// <summary>Other prompts, row by row, from whose run patches take activations; null where nothing is patched.</summary>
    public SweepSource? Source { get; init; }
}

/// <summary>The prompts that patches come from.</summary>
/// <param name="Prompts">Token ids without the prefix.</param>
/// <param name="Prefix">What all of them begin with; as long as the batch's own prefix.</param>
public sealed record SweepSource(IReadOnlyList<int[]> Prompts, int[] Prefix)
{
    /// <summary>
    /// How many positions, from the beginning, take the source's activation of the same position; later ones are aligned from the end.
    /// </summary>
    public int CommonStart { get; init; } = Prefix.Length;
}
