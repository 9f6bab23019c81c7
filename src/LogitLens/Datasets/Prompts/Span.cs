namespace LogitLens.Datasets.Prompts;

/// <summary>A stretch of a prompt: characters of its text or positions of its tokens, from <paramref name="Start"/> up to but not including <paramref name="End"/>.</summary>
public readonly record struct Span(int Start, int End)
{
    /// <summary>How many characters or tokens.</summary>
    public int Length => End - Start;

    /// <summary>The same stretch further on.</summary>
    public Span Shift(int by) => new(Start + by, End + by);
}
