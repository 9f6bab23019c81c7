using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>What kind of edit an item is.</summary>
public enum ItemKind
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
}

/// <summary>One edit of a sweep, by name; what is recorded of each example is a list in the order of the items.</summary>
/// <param name="Name">Its name in tables: <c>9.6</c>, <c>attention 3</c>, <c>random group 2</c>.</param>
/// <param name="Kind">What it is.</param>
public sealed record SweptItem(string Name, ItemKind Kind)
{
    /// <summary>The layer; null for sets of heads.</summary>
    public int? Layer { get; init; }

    /// <summary>The head in it; null for what is no single head.</summary>
    public int? Head { get; init; }

    /// <summary>The position, from the prompt's beginning, or if below zero from its end; null for all that are chosen.</summary>
    public int? Position { get; init; }

    /// <summary>The heads that are edited together; empty for what is no head.</summary>
    public IReadOnlyList<HeadId> Heads { get; init; } = [];

    /// <summary>Which draw of random heads it is, from 1; null for what is not drawn.</summary>
    public int? Draw { get; init; }

    /// <summary>Whether it is one part of the model, and no set of heads.</summary>
    internal bool IsSingle => Layer is not null;

    /// <summary>
    /// The column of a single item in a table of layers by heads or positions: positions told from the end come after the others.
    /// </summary>
    public int Column(int columns) => Head ?? (Position is { } position ? position < 0 ? columns + position : position : 0);

    /// <summary>An item of one head.</summary>
    public static SweptItem OfHead(HeadId head, ItemKind kind = ItemKind.Head) =>
        new(head.ToString(), kind) { Layer = head.Layer, Head = head.Head, Heads = [head] };
}
