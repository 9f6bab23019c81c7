namespace LogitLens.Tokenizers;

/// <summary>A half-open range of a string's UTF-16 units.</summary>
public readonly record struct TextRange(int Start, int End)
{
    /// <summary>The number of UTF-16 units.</summary>
    public int Length => End - Start;

    /// <summary>The part of <paramref name="text"/> in this range.</summary>
    public string Of(string text) => text[Start..End];
}

/// <summary>
/// Token ids and, for each, the smallest range of characters that its bytes come from. Ranges follow one another without gap, save that
/// tokens which share one character (an emoji is often two or three tokens) all cover the whole of it.
/// </summary>
/// <param name="Text">The text that was encoded.</param>
/// <param name="Ids">Token ids, [position].</param>
/// <param name="Ranges">Ranges of <paramref name="Text"/>, [position].</param>
public sealed record EncodedText(string Text, int[] Ids, TextRange[] Ranges)
{
    /// <summary>
    /// The half-open range of positions whose tokens share at least one character with <paramref name="span"/>. A word's token
    /// mostly begins with the space before it, so a span's first token may begin one character earlier than the span.
    /// </summary>
    public (int Start, int End) PositionsOver(TextRange span)
    {
        int start = 0;
        while (start < Ranges.Length && Ranges[start].End <= span.Start)
        {
            start++;
        }

        int end = start;
        while (end < Ranges.Length && Ranges[end].Start < span.End)
        {
            end++;
        }

        return (start, end);
    }
}
