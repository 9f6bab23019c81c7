namespace LogitLens.Datasets;

/// <summary>What prompts need of a tokenizer.</summary>
public interface IPromptTokenizer
{
    /// <summary>The tokens of a text, in order, without any that the tokenizer would add around it.</summary>
    public IReadOnlyList<TokenPiece> Encode(string text);
}

/// <summary>One token and the characters that it stands for.</summary>
/// <param name="Id">The token's id.</param>
/// <param name="CharStart">The first character's index in the text, in UTF-16 units.</param>
/// <param name="CharEnd">One past the last character's. Tokens that share a character's bytes share its place.</param>
public readonly record struct TokenPiece(int Id, int CharStart, int CharEnd);

/// <summary>
/// Turns prompts into token ids. A prompt is tokenised as one piece, since tokens may cross the seams between its parts, and the parts'
/// positions follow from the tokens' characters: a token belongs to each part that it shares a character with, so that " it" is the
/// text's first token in "Text: it ...".
/// </summary>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="bosId">The token to put first, where one is wanted. It is never put there twice.</param>
/// <param name="maxTokens">The most tokens a prompt may have, BOS among them: the model's context less what is generated.</param>
public sealed class PromptEncoder(IPromptTokenizer tokenizer, int? bosId, int maxTokens)
{
    /// <summary>
    /// Encodes the prompt for an example. A prompt that is too long loses the beginning of its query's text, never the demonstrations,
    /// the instruction or the cue.
    /// </summary>
    /// <exception cref="InputException">
    /// The prompt does not fit even with a single token of its text, or the given ids do not, or they are to have demonstrations.
    /// </exception>
    public TokenisedPrompt Encode(PromptRenderer renderer, Example example)
    {
        if (example.TokenIds is IReadOnlyList<int> ids)
        {
            return EncodeGiven(ids, renderer, example);
        }

        TokenisedPrompt whole = Encode(renderer, example.Text, out List<int> textStarts);
        TokenisedPrompt fitting = whole;
        string text = example.Text;
        int drop = 0;

        // Tokens may merge anew at the cut, so a shorter text can take a token more than was reckoned: cut until it fits.
        while (fitting.Ids.Count > maxTokens)
        {
            drop += fitting.Ids.Count - maxTokens;
            if (drop >= textStarts.Count)
            {
                throw TooLong(renderer, example, whole.Ids.Count - textStarts.Count);
            }

            text = CutAt(example.Text, textStarts[drop]);
            fitting = Encode(renderer, text, out _);
        }

        return fitting with { CutTextTokens = whole.Spans!.Text.Length - fitting.Spans!.Text.Length };
    }

    private static string CutAt(string text, int start)
    {
        if (start < text.Length && char.IsLowSurrogate(text[start]))
        {
            start++;
        }

        return text[start..].TrimStart();
    }

    private static Span TokensOf(Span characters, IReadOnlyList<TokenPiece> pieces, int firstPosition)
    {
        int start = 0;
        while (start < pieces.Count && EndOf(pieces[start]) <= characters.Start)
        {
            start++;
        }

        int end = start;
        while (end < pieces.Count && pieces[end].CharStart < characters.End)
        {
            end++;
        }

        return new Span(start, end).Shift(firstPosition);
    }

    // A token with some of a character's bytes may come with no characters of its own; it still has a place.
    private static int EndOf(TokenPiece piece) => Math.Max(piece.CharEnd, piece.CharStart + 1);

    private TokenisedPrompt Encode(PromptRenderer renderer, string text, out List<int> textStarts)
    {
        RenderedPrompt prompt = renderer.Render(text);
        IReadOnlyList<TokenPiece> pieces = tokenizer.Encode(prompt.Text);
        int[] ids = WithBos(pieces.Select(piece => piece.Id).ToArray());
        int shift = ids.Length - pieces.Count;
        PromptSpans at = prompt.Spans;
        PromptSpans spans = new(
            at.Demonstrations.Select(demo => new DemonstrationSpans(
                TokensOf(demo.Whole, pieces, shift), TokensOf(demo.Text, pieces, shift), TokensOf(demo.Label, pieces, shift))).ToList(),
            at.Instruction.Select(span => TokensOf(span, pieces, shift)).ToList(),
            TokensOf(at.Text, pieces, shift),
            TokensOf(at.Cue, pieces, shift));

        Span tokens = spans.Text.Shift(-shift);
        textStarts = Enumerable.Range(tokens.Start, tokens.Length)
            .Select(i => Math.Max(pieces[i].CharStart - at.Text.Start, 0))
            .ToList();
        return new TokenisedPrompt(ids, spans, CutTextTokens: 0);
    }

    private TokenisedPrompt EncodeGiven(IReadOnlyList<int> given, PromptRenderer renderer, Example example)
    {
        if (renderer.Shots > 0)
        {
            throw new InputException(
                $"{example.Source}: token ids are a whole prompt already, so demonstrations cannot be put before them; use 0 shots");
        }

        int[] ids = WithBos([.. given]);
        return ids.Length <= maxTokens
            ? new TokenisedPrompt(ids, Spans: null, CutTextTokens: 0)
            : throw new InputException($"{example.Source}: {ids.Length} tokens, more than the {maxTokens} that fit; shorten the ids");
    }

    private int[] WithBos(int[] ids) => bosId is int bos && (ids.Length == 0 || ids[0] != bos) ? [bos, .. ids] : ids;

    private InputException TooLong(PromptRenderer renderer, Example example, int withoutText)
    {
        string advice = renderer.Shots > 0 ? "use fewer or shorter demonstrations" : "use a shorter template";
        return new InputException(
            $"{example.Id}: the prompt with {renderer.Shots} demonstrations takes {withoutText} tokens "
            + $"before any of its text, and {maxTokens} fit; {advice}");
    }
}
