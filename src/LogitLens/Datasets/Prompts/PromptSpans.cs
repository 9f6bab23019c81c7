namespace LogitLens.Datasets;

/// <summary>
/// Where a prompt's parts are, in characters (<see cref="RenderedPrompt"/>) or in tokens (<see cref="TokenisedPrompt"/>).
/// </summary>
/// <param name="Demonstrations">The demonstrations, in order; empty in a zero-shot prompt.</param>
/// <param name="Instruction">
/// The query's lines that are neither the text's nor the last: "Classify the text into negative or positive sentiment." Empty in a
/// template without such lines.
/// </param>
/// <param name="Text">The query's text.</param>
/// <param name="Cue">The query's last line after the text, which the label follows: "Sentiment:". Empty where the text comes last.</param>
public sealed record PromptSpans(IReadOnlyList<DemonstrationSpans> Demonstrations, IReadOnlyList<Span> Instruction, Span Text, Span Cue);

/// <summary>Where one demonstration's parts are.</summary>
/// <param name="Whole">All of it, without what parts it from the next.</param>
/// <param name="Text">Its text.</param>
/// <param name="Label">The label or answer that it shows, with the leading space.</param>
public sealed record DemonstrationSpans(Span Whole, Span Text, Span Label);

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
