namespace LogitLens.Datasets;

/// <summary>A template of which only the text is open.</summary>
/// <param name="Before">What comes before the text.</param>
/// <param name="After">What comes after it.</param>
public sealed record BoundTemplate(string Before, string After)
{
    /// <summary>
    /// Where the instruction is when the text has this many characters: the whole lines before the text's, and those between it and the
    /// last.
    /// </summary>
    public IReadOnlyList<Span> Instruction(int textLength)
    {
        List<Span> spans = new(2);
        int lastBefore = Before.LastIndexOf('\n');
        if (lastBefore > 0)
        {
            spans.Add(new Span(0, lastBefore));
        }

        int firstAfter = After.IndexOf('\n');
        int lastAfter = After.LastIndexOf('\n');
        if (lastAfter > firstAfter + 1)
        {
            spans.Add(new Span(firstAfter + 1, lastAfter).Shift(Before.Length + textLength));
        }

        return spans;
    }

    /// <summary>Where the last line is, after a text of this many characters; without a line of its own, what follows the text.</summary>
    public Span Cue(int textLength) => new Span(After.LastIndexOf('\n') + 1, After.Length).Shift(Before.Length + textLength);
}
