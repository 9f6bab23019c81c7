namespace LogitLens.Experiments.Evaluation;

/// <summary>A stretch of a text that goes through the model at once, and the part of it that is scored.</summary>
/// <param name="Start">The first token of the stretch.</param>
/// <param name="ScoredFrom">The first token that is scored; those before it are context.</param>
/// <param name="End">One past the last token.</param>
internal readonly record struct TextWindow(int Start, int ScoredFrom, int End)
{
    public int Scored => End - ScoredFrom;

    /// <summary>
    /// The windows over a text: each but the first begins a stride after the one before it, and scores what no window before it has scored. The
    /// text's first token has nothing before it and is not scored.
    /// </summary>
    /// <param name="tokens">Tokens of the text, two or more.</param>
    /// <param name="stride">From 1 to one less than the context, so that the first token scored has a token before it.</param>
    public static IReadOnlyList<TextWindow> Over(int tokens, int context, int stride)
    {
        List<TextWindow> windows = [];
        int scored = 1;
        for (int start = 0; scored < tokens; start += stride)
        {
            int end = Math.Min(start + context, tokens);
            windows.Add(new TextWindow(start, scored, end));
            scored = end;
        }

        return windows;
    }
}
