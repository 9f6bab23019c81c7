namespace LogitLens.Datasets.Prompts;

/// <summary>A stretch of a prompt: characters of its text, or positions of its tokens.</summary>
/// <param name="Start">The first one.</param>
/// <param name="End">One past the last.</param>
public readonly record struct Span(int Start, int End)
{
    /// <summary>How many characters or tokens.</summary>
    public int Length => End - Start;

    /// <summary>The stretch as a range.</summary>
    public Range AsRange => Start..End;

    /// <summary>The same stretch further on.</summary>
    public Span Shift(int by) => new(Start + by, End + by);
}
