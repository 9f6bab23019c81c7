namespace LogitLens.Runs;

/// <summary>What was found for one unit: one line of records.jsonl. Serialised by <see cref="Json.Compact"/>.</summary>
public interface IUnitRecord
{
    /// <summary>The unit's id.</summary>
    public string Id { get; }
}

/// <summary>A unit of work: what one record is found for.</summary>
/// <param name="Id">What it is called; the same in every run of the same options, and no other unit's.</param>
/// <param name="Example">Its place in the data: an example's, a window's, a pair's.</param>
/// <param name="Condition">The place of the condition that it is measured under, where there are several.</param>
public sealed record WorkUnit(string Id, int Example, int Condition = 0);

/// <summary>
/// Units that are computed together. What shares a batch can move the last bits of a number, so the cut is part of the plan.
/// </summary>
/// <param name="Units">The units, at least one.</param>
public sealed record WorkBatch(IReadOnlyList<WorkUnit> Units)
{
    /// <summary>The units' places in the data.</summary>
    public int[] Examples => [.. Units.Select(unit => unit.Example)];

    /// <summary>The condition of a batch whose units are all measured under one.</summary>
    public int Condition => Units[0].Condition;

    /// <summary>Cuts units into batches of a size.</summary>
    public static IReadOnlyList<WorkBatch> Cut(IEnumerable<WorkUnit> units, int size) =>
        [.. units.Chunk(size).Select(chunk => new WorkBatch(chunk))];

    /// <summary>Batches of units that are cut already.</summary>
    public static IReadOnlyList<WorkBatch> Of(IEnumerable<IEnumerable<WorkUnit>> batches) => [.. batches.Select(units => new WorkBatch([.. units]))];
}
