using LogitLens.Tables;

namespace LogitLens.Experiments.Steering;

/// <summary>A direction in numbers.</summary>
/// <param name="Site">Where.</param>
/// <param name="Length">Its length.</param>
/// <param name="Midpoint">The coordinate that parts the classes.</param>
/// <param name="ActivationNorm">The mean norm of the activations there; null where it was not measured.</param>
internal sealed record DirectionSummary(int Layer, string Site, double Length, double? Midpoint, double? ActivationNorm)
{
    /// <summary>The directions, layer by layer.</summary>
    public static Table<DirectionSummary> Table { get; } = new Table<DirectionSummary>("directions", "the direction of one layer")
        .Column("layer", row => row.Layer, "the layer", CellFormat.Count)
        .Column("site", row => row.Site, "the site")
        .Column("length", row => row.Length, "its length", CellFormat.Number)
        .Column("held_out_accuracy", row => row.HeldOutAccuracy,
            "share of texts on the right side of the midpoint, found on half of them and tried on the other", CellFormat.Share)
        .Column("probe_cosine", row => row.ProbeCosine, "cosine between it and the weight of a logistic probe of the same texts", CellFormat.Number)
        .Column("midpoint", row => row.Midpoint, "the coordinate along it that parts the classes; empty where it has none", CellFormat.Number)
        .Column("activation_norm", row => row.ActivationNorm, "mean norm of the activations there; empty where it was not measured", CellFormat.Number);

    /// <summary>What parts the classes at each position, where coordinates are counted from that; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Midpoints { get; init; }

    /// <summary>The share of texts on the right side of the midpoint, found on half of them and tried on the other; null where it was given.</summary>
    public double? HeldOutAccuracy { get; init; }

    /// <summary>The cosine between it and the weight of a logistic probe of the same texts; null where it was given.</summary>
    public double? ProbeCosine { get; init; }

    /// <summary>Each layer's.</summary>
    public static IReadOnlyList<DirectionSummary> Of(SteerSetup setup) => [.. setup.Direction.Select(direction =>
        new DirectionSummary(direction.Layer, direction.Site, direction.Length, direction.Midpoint, direction.ActivationNorm)
        {
            Midpoints = direction.Midpoints,
            HeldOutAccuracy = direction.HeldOutAccuracy,
            ProbeCosine = direction.ProbeCosine,
        })];
}
