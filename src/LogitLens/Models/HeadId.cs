namespace LogitLens.Models;

/// <summary>One attention head, written <c>9.6</c>: layer 9, head 6, both from 0.</summary>
/// <param name="Layer">The block.</param>
/// <param name="Head">The head in it.</param>
public readonly record struct HeadId(int Layer, int Head) : IComparable<HeadId>
{
    /// <summary>Every head of a model, by layer.</summary>
    public static IEnumerable<HeadId> All(ModelConfig config) =>
        Enumerable.Range(0, config.Layers * config.Heads).Select(index => new HeadId(index / config.Heads, index % config.Heads));

    /// <inheritdoc/>
    public int CompareTo(HeadId other) => (Layer, Head).CompareTo((other.Layer, other.Head));

    /// <summary>As it is written: <c>9.6</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Layer}.{Head}");
}
