namespace LogitLens.Experiments.Steering;

/// <summary>The directions of a run, found once before its first batch.</summary>
/// <param name="Direction">The direction that was asked for, layer by layer.</param>
/// <param name="Shuffled">The same under shuffled labels, [draw][layer]; as long as the direction itself.</param>
internal sealed record SteerSetup(IReadOnlyList<LayerDirection> Direction, IReadOnlyList<IReadOnlyList<LayerDirection>> Shuffled)
{
    /// <summary>Random directions, [draw][layer]; null where they follow from the direction and the seed alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyList<LayerDirection>>? Random { get; init; }

    /// <summary>How many examples the direction was found from; null where it was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FoundOn { get; init; }
}
