namespace LogitLens.Models;

/// <summary>Which part of the blocks to run, and on what. The defaults are the whole of them on a sequence from its start.</summary>
public sealed record PartialRun
{
    /// <summary>The first block to run; the residual stream given is the one before it.</summary>
    public int FromLayer { get; init; }

    /// <summary>The block to stop before; null to run to the end.</summary>
    public int? ToLayer { get; init; }

    /// <summary>
    /// The positions whose stream is wanted at the end, [batch, n] as indices into the sequence given; null for all. Only the last block
    /// run is the cheaper for it, since earlier ones feed every position's keys and values.
    /// </summary>
    public Tensor? Positions { get; init; }

    /// <summary>Keys and values of positions before the ones given.</summary>
    public IKeyValueStore? Earlier { get; init; }

    /// <summary>
    /// The positions of the residual stream's rows, [batch, position], when each row continues at its own place in
    /// <see cref="Earlier"/>, whose length then counts the new positions too. Null when all rows follow the earlier positions.
    /// </summary>
    public Tensor? QueryPositions { get; init; }

    /// <summary>Code to run at sites.</summary>
    public ForwardHooks? Hooks { get; init; }
}
