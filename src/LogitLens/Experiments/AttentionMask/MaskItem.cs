using LogitLens.Experiments.AttentionMask.Regions;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>One region that is hidden; what is recorded of each example is a list in the order of the items.</summary>
/// <param name="Name">Its name in tables and figures.</param>
/// <param name="Region">The region as it would be typed.</param>
public sealed record MaskItem(string Name, string Region)
{
    /// <summary>The sweep it is part of; null for a region that was typed.</summary>
    public MaskSweep? Sweep { get; init; }

    /// <summary>The first layer; null for a region that was typed.</summary>
    public int? Layer { get; init; }

    /// <summary>The last layer.</summary>
    public int? LastLayer { get; init; }

    /// <summary>The head, in a sweep over heads.</summary>
    public int? Head { get; init; }

    /// <summary>What is hidden in these layers: a part of the prompt; a distance, position or token's number; null for whole heads.</summary>
    public string? Target { get; init; }

    /// <summary>An item for a region that was typed.</summary>
    public static MaskItem Of(Region region) => new(region.Text, region.Text);
}
