using LogitLens.Tokenizers;

namespace LogitLens.Experiments;

/// <summary>Why a continuation ended.</summary>
internal enum FinishReason
{
    /// <summary>A stop sequence, which is no longer part of the text.</summary>
    Stop,

    /// <summary>The model's own <c>&lt;|endoftext|&gt;</c>.</summary>
    EndOfText,

    /// <summary>The limit of new tokens.</summary>
    Length,
}

/// <summary>What a model wrote, read up to the first stop sequence.</summary>
/// <param name="Text">The text; null without a tokenizer.</param>
/// <param name="Finish">Why it ended.</param>
internal sealed record Continuation(string? Text, FinishReason Finish);

/// <summary>Reads continuations, and says when one is finished.</summary>
/// <param name="tokenizer">Turns tokens into text; null where there is none, and only the limit of tokens ends a continuation.</param>
internal sealed class ContinuationReader(BytePairTokenizer? tokenizer, IReadOnlyList<string> stops)
{
    /// <summary>Whether the tokens hold a stop sequence, wherever the tokens cut it, or end the text.</summary>
    public bool IsFinished(IReadOnlyList<int> tokens) => tokenizer is not null && Read([.. tokens]).Finish != FinishReason.Length;

    /// <summary>The same for <see cref="Models.TokenGenerator"/>, of any row.</summary>
    /// <param name="cancellation">Heeded at each token.</param>
    public Func<int, IReadOnlyList<int>, bool> Ending(CancellationToken cancellation) => (_, tokens) =>
    {
        cancellation.ThrowIfCancellationRequested();
        return IsFinished(tokens);
    };

    /// <summary>Reads all that was written.</summary>
    public Continuation Read(int[] tokens)
    {
        if (tokenizer is null)
        {
            return new Continuation(null, FinishReason.Length);
        }

        bool ended = tokens.Length > 0 && tokens[^1] == tokenizer.EndOfText;
        string text = tokenizer.Decode(ended ? tokens[..^1] : tokens);
        int stop = stops.Select(sequence => text.IndexOf(sequence, StringComparison.Ordinal)).Where(place => place >= 0).DefaultIfEmpty(-1).Min();
        return stop >= 0
            ? new Continuation(text[..stop], FinishReason.Stop)
            : new Continuation(text, ended ? FinishReason.EndOfText : FinishReason.Length);
    }
}
