using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>What kind of edit an item is.</summary>
internal enum ItemKind
{
    /// <summary>One head.</summary>
    Head,

    /// <summary>One attention layer.</summary>
    Attention,

    /// <summary>One MLP.</summary>
    Mlp,

    /// <summary>The residual stream before one layer, at one position.</summary>
    Resid,

    /// <summary>The direct path from one head to the logits.</summary>
    Path,

    /// <summary>The heads that were asked for, together.</summary>
    Group,

    /// <summary>As many random other heads, together.</summary>
    RandomGroup,

    /// <summary>The first so many heads of the greedy order, together.</summary>
    Cumulative,

    /// <summary>As many random heads, each draw adding to the one before.</summary>
    RandomCumulative,

    /// <summary>Edges of attention that are hidden.</summary>
    Region,

    /// <summary>The direction that was asked for, turned or added in one layer or several.</summary>
    Direction,

    /// <summary>A random direction of the same length in its place.</summary>
    RandomDirection,

    /// <summary>The difference of the means of classes whose labels were shuffled, at the same length, in its place.</summary>
    ShuffledDirection,
}

/// <summary>
/// One edit of a sweep, by name and by its place on the axes that the sweep goes along; what is recorded of each example is a list in the
/// order of the items. Tables and figures are laid out by the axes.
/// </summary>
/// <param name="Name">Its name in tables: <c>9.6</c>, <c>attention 3</c>, <c>random group 2</c>, <c>text, L0-3</c>.</param>
internal sealed record SweepItem(string Name, ItemKind Kind)
{
    /// <summary>The layer, or the first of a window of layers; null for sets of heads and for regions that were typed.</summary>
    public int? Layer { get; init; }

    /// <summary>The last layer of a window; null for what is in one layer by its nature.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LastLayer { get; init; }

    /// <summary>The head in it; null for what is no single head.</summary>
    public int? Head { get; init; }

    /// <summary>The position, from the prompt's beginning, or if below zero from its end; null for all that are chosen.</summary>
    public int? Position { get; init; }

    /// <summary>The heads that are edited together; empty for what is no head.</summary>
    public IReadOnlyList<HeadId> Heads { get; init; } = [];

    /// <summary>How strongly a direction is added or turned; null for what has no strength.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Strength { get; init; }

    /// <summary>Which draw of random heads or directions it is, from 1; null for what is not drawn.</summary>
    public int? Draw { get; init; }

    /// <summary>The edges that are hidden, as they would be typed; null for what hides none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Region { get; init; }

    /// <summary>The ready list of regions that this one is of; null for one that was typed.</summary>
    [JsonPropertyName("sweep")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Series { get; init; }

    /// <summary>What is hidden in these layers: a part of the prompt; a distance, position or token's number; null for whole heads.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    /// <summary>Whether it is an edit to be ranked and tested among the others, and no set of heads that is compared with random sets.</summary>
    internal bool IsSingle => Kind is not (ItemKind.Group or ItemKind.RandomGroup or ItemKind.Cumulative or ItemKind.RandomCumulative
        or ItemKind.RandomDirection or ItemKind.ShuffledDirection);

    /// <summary>Whether it has a place among layers.</summary>
    internal bool IsPlaced => IsSingle && Layer is not null;

    /// <summary>The row of a layout: the layer or the window of layers, <c>3</c> or <c>0-3</c>.</summary>
    internal string Row => LastLayer is { } last && last != Layer
        ? string.Create(CultureInfo.InvariantCulture, $"{Layer}-{last}")
        : Layer?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The column of a layout: the head, the position or what is hidden; empty where a layer is edited as a whole.</summary>
    internal string Column => Target ?? Strength?.ToString(CultureInfo.InvariantCulture) ?? (Head ?? Position)?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static SweepItem OfHead(HeadId head, ItemKind kind = ItemKind.Head) =>
        new(head.ToString(), kind) { Layer = head.Layer, Head = head.Head, Heads = [head] };
}
