namespace LogitLens.Tests.Fuzz;

/// <summary>A parser, and what it is given: sound files to damage, and words that its language is made of.</summary>
/// <param name="Name">What the run's table calls it.</param>
/// <param name="Seeds">Sound inputs.</param>
/// <param name="Words">Pieces of the language, for damage that gets past the first check.</param>
/// <param name="Read">Reads an input; whatever is right of the result is asserted here.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, IReadOnlyList<byte[]> Words, Action<byte[], FuzzFolder> Read)
{
    /// <summary>Errors with a message for the user that this parser throws beside <see cref="InputException"/>.</summary>
    public IReadOnlyList<Type> Errors { get; init; } = [];

    /// <summary>
    /// The most bytes that may be allocated for an input: a fixed part for buffers, and so many for each byte of the input. What a header claims counts for
    /// nothing.
    /// </summary>
    public (long Fixed, long PerByte) Allocation { get; init; } = (1 << 20, 2_000);

    /// <summary>Text as inputs are made of it.</summary>
    public static IReadOnlyList<byte[]> Utf8(params IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>An input as text, whatever its bytes.</summary>
    public static string Text(byte[] input) => Encoding.UTF8.GetString(input);

    public override string ToString() => Name;
}
