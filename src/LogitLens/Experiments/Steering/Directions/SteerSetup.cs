using LogitLens.Experiments.Sweeps;

namespace LogitLens.Experiments.Steering;

/// <summary>The directions of a run, found once before its first batch.</summary>
/// <param name="Direction">The direction that was asked for, layer by layer.</param>
/// <param name="Shuffled">The same under shuffled labels, [draw][layer]; as long as the direction itself.</param>
internal sealed record SteerSetup(IReadOnlyList<LayerDirection> Direction, IReadOnlyList<IReadOnlyList<LayerDirection>> Shuffled)
{
    /// <summary>Random directions, [draw][layer], where each has midpoints of its own; null where they follow from the direction and the seed alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<LayerDirection>>? Random { get; init; }

    /// <summary>How many examples the direction was found from; null where it was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FoundOn { get; init; }

    /// <summary>The direction that a setting acts with in a layer.</summary>
    /// <param name="seed">What random directions follow from.</param>
    public LayerDirection Of(SweepItem item, int layer, long seed) => item.Kind switch
    {
        ItemKind.RandomDirection when Random is not null => In(Random[item.Draw!.Value - 1], layer),
        ItemKind.RandomDirection => RandomDirection.Like(In(Direction, layer), item.Draw!.Value, seed),
        ItemKind.ShuffledDirection => In(Shuffled[item.Draw!.Value - 1], layer),
        _ => In(Direction, layer),
    };

    private static LayerDirection In(IReadOnlyList<LayerDirection> directions, int layer) => directions.First(each => each.Layer == layer);
}
