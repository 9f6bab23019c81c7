namespace LogitLens.Experiments.AttentionMask;

/// <summary>Edges of attention patterns, as written: <c>L0-3.H*:row=last,span=text + L5.H1</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Terms">What is combined.</param>
public sealed record Region(string Text, IReadOnlyList<RegionTerm> Terms);

/// <summary>Edges of some heads for which all conditions hold.</summary>
/// <param name="Layers">The layers; null for all.</param>
/// <param name="Heads">The heads of each; null for all.</param>
/// <param name="Conditions">None for every edge.</param>
public sealed record RegionTerm(IndexRange? Layers, IndexRange? Heads, IReadOnlyList<RegionCondition> Conditions);

/// <summary>Numbers from 0, both ends included.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last; <see cref="int.MaxValue"/> for an open end.</param>
public readonly record struct IndexRange(int First, int Last)
{
    /// <summary>Whether a number is in it.</summary>
    public bool Contains(int index) => First <= index && index <= Last;
}

/// <summary>The two ends of an edge.</summary>
public enum EdgeEnd
{
    /// <summary>The position that looks; a row of the pattern.</summary>
    Query,

    /// <summary>The position that is looked at; a column.</summary>
    Key,
}

/// <summary>Parts of a prompt that have names.</summary>
public enum PromptPart
{
    /// <summary>The query's text.</summary>
    Text,

    /// <summary>The query's instruction.</summary>
    Instruction,

    /// <summary>The query's last line.</summary>
    Cue,

    /// <summary>All demonstrations.</summary>
    Demos,

    /// <summary>The demonstrations' labels.</summary>
    Label,
}

/// <summary>What has to hold for an edge.</summary>
public abstract record RegionCondition
{
    /// <summary>One end is among numbered positions.</summary>
    public sealed record At(EdgeEnd End, IndexRange Positions) : RegionCondition;

    /// <summary>One end is the prompt's last position.</summary>
    public sealed record AtLast(EdgeEnd End) : RegionCondition;

    /// <summary>One end is in a part of the prompt, or one of several, or among numbered tokens of it.</summary>
    public sealed record In(EdgeEnd End, IReadOnlyList<PartRange> Parts) : RegionCondition;

    /// <summary>The key is a token of a word, wherever it stands as a word of its own.</summary>
    public sealed record Word(string Text) : RegionCondition;

    /// <summary>The key is a token of a text that is looked for as tokens, also within longer words.</summary>
    public sealed record Pieces(string Text) : RegionCondition;

    /// <summary>The key is so many positions before the query.</summary>
    public sealed record Distance(IndexRange Back) : RegionCondition;
}

/// <summary>A part of the prompt, or some of its tokens.</summary>
/// <param name="Part">The part.</param>
/// <param name="Tokens">Which of its tokens, from 0; null for all.</param>
public sealed record PartRange(PromptPart Part, IndexRange? Tokens);
