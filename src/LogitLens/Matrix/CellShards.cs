using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Matrix;

/// <summary>How a run is cut into shards: as many as are asked for, but no more than it has batches; none where batches build on one another.</summary>
public sealed class CellShards
{
    private readonly Cell _cell;

    private CellShards(Cell cell, int count) => (_cell, Count) = (cell, count);

    /// <summary>How many shards there are; 1 for a run that is done whole.</summary>
    public int Count { get; }

    /// <summary>Cuts a run.</summary>
    /// <param name="cell">The run, with its folder.</param>
    /// <param name="asked">How many shards are wanted.</param>
    /// <param name="progress">Where to tell what is worth telling.</param>
    /// <exception cref="InputException">Options, data or model are wrong.</exception>
    public static CellShards Of(Cell cell, int asked, IProgressSink progress) =>
        new(cell, asked == 1 || !cell.CanBeSharded ? 1 : Math.Min(asked, cell.Kind.Check(cell.Options, progress)));

    /// <summary>One of the shards, beside the run's folder: <c>runs/a-1of4</c>; the run itself where it is not cut.</summary>
    /// <param name="number">Which, from 1.</param>
    public Cell Shard(int number) => Count == 1 ? _cell : _cell.Shard(new Shard(number, Count));

    /// <summary>The folders of the shards.</summary>
    public IReadOnlyList<string> Folders => [.. Enumerable.Range(1, Count).Select(number => Shard(number).Folder!)];

    /// <summary>The shards that are not done, each with how it stands: "2/4 (interrupted)".</summary>
    /// <exception cref="InputException">A folder holds something else.</exception>
    public IReadOnlyList<string> Missing() =>
    [
        .. Enumerable.Range(1, Count)
            .Select(number => (Number: number, Cell: Shard(number)))
            .Select(each => (each.Number, State: each.Cell.Kind.FindState(each.Cell.Options), At: RunFolder.IsAtWork(each.Cell.Folder!)))
            .Where(each => each.State != RunState.Done)
            .Select(each => $"{each.Number}/{Count} ({(each.State is null ? "not begun" : each.At ? "being written" : Words(each.State.Value))})"),
    ];

    private static string Words(RunState state) => state == RunState.Running ? "killed" : state.ToString().ToLowerInvariant();
}
