namespace LogitLens.Tokenizers;

/// <summary>Where in a text its tokens come from.</summary>
internal static class TokenRanges
{
    /// <summary>The characters that each token touches; <paramref name="ids"/> must be an encoding of <paramref name="text"/>.</summary>
    public static TextRange[] Find(string text, ReadOnlySpan<int> ids, BytePairVocabulary vocabulary)
    {
        TextRange[] ranges = new TextRange[ids.Length];
        int end = 0;       // of the characters reached so far,
        int lastStart = 0; // where the last of them begins,
        int unused = 0;    // and how many of its bytes no token has taken yet
        for (int i = 0; i < ids.Length; i++)
        {
            int start = unused > 0 ? lastStart : end;
            unused -= vocabulary.BytesOf(ids[i]).Length;
            while (unused < 0)
            {
                // A lone surrogate decodes as U+FFFD, which is also what it was encoded as.
                Rune.DecodeFromUtf16(text.AsSpan(end), out Rune rune, out int length);
                lastStart = end;
                end += length;
                unused += rune.Utf8SequenceLength;
            }

            ranges[i] = new TextRange(start, end);
        }

        return ranges;
    }
}
