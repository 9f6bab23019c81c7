namespace LogitLens.Runs;

/// <summary>Units that are computed together. What shares a batch can move the last bits of a number, so the cut is part of the plan.</summary>
/// <typeparam name="TUnit">The units' type.</typeparam>
/// <param name="Units">The units, at least one.</param>
#pragma warning disable CA1000 // The type argument is always known where units are cut.
public sealed record WorkBatch<TUnit>(IReadOnlyList<TUnit> Units)
    where TUnit : IWorkUnit
{
    /// <summary>Cuts units into batches of a size.</summary>
    public static IReadOnlyList<WorkBatch<TUnit>> Cut(IEnumerable<TUnit> units, int size) =>
        [.. units.Chunk(size).Select(chunk => new WorkBatch<TUnit>(chunk))];
}
