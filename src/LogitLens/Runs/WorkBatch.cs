namespace LogitLens.Runs;

/// <summary>
/// Units that are computed together. What shares a batch can move the last bits of a number, so the cut is part of the plan.
/// </summary>
/// <param name="Units">The units, at least one.</param>
public sealed record WorkBatch(IReadOnlyList<WorkUnit> Units)
{
    /// <summary>The units' places in the data.</summary>
    public int[] Examples => [.. Units.Select(unit => unit.Example)];

    /// <summary>Cuts units into batches of a size.</summary>
    public static IReadOnlyList<WorkBatch> Cut(IEnumerable<WorkUnit> units, int size) =>
        [.. units.Chunk(size).Select(chunk => new WorkBatch(chunk))];

    /// <summary>Batches of units that are cut already.</summary>
    public static IReadOnlyList<WorkBatch> Of(IEnumerable<IEnumerable<WorkUnit>> batches) => [.. batches.Select(units => new WorkBatch([.. units]))];
}
