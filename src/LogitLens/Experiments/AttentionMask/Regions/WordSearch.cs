using LogitLens.Datasets;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Finds the positions of words in a prompt's tokens.</summary>
internal sealed class WordSearch(BytePairTokenizer tokenizer)
{
    // Stands for a token that is no text, such as <|endoftext|>: no word goes across it.
    private const byte Gap = (byte)'\n';

    /// <summary>
    /// Where a word stands as a word of its own, however it is cut into tokens: neither a letter nor a digit joins it on either side. Words
    /// are compared with their case. A token is part of the word if it has a character of it.
    /// </summary>
    public IEnumerable<Span> Whole(string word, int[] ids)
    {
        byte[] sought = Encoding.UTF8.GetBytes(word);
        (byte[] text, int[] positions) = BytesOf(ids);
        for (int start = 0; start + sought.Length <= text.Length; start++)
        {
            int end = start + sought.Length;
            if (text.AsSpan(start, sought.Length).SequenceEqual(sought)
                && !(IsJoining(First(sought)) && IsJoining(Last(text.AsSpan(0, start))))
                && !(IsJoining(Last(sought)) && IsJoining(First(text.AsSpan(end)))))
            {
                yield return new Span(positions[start], positions[end - 1] + 1);
            }
        }
    }

    /// <summary>Where the tokens of a word stand, those of a text's beginning or those after a space, also within longer words.</summary>
    public IEnumerable<Span> Pieces(string word, int[] ids)
    {
        foreach (int[] pieces in (int[][])[tokenizer.Encode(" " + word), tokenizer.Encode(word)])
        {
            for (int start = 0; start + pieces.Length <= ids.Length; start++)
            {
                if (ids.AsSpan(start, pieces.Length).SequenceEqual(pieces))
                {
                    yield return new Span(start, start + pieces.Length);
                }
            }
        }
    }

    private static Rune? First(ReadOnlySpan<byte> text) => text.IsEmpty || Rune.DecodeFromUtf8(text, out Rune rune, out _) != 0 ? null : rune;

    private static Rune? Last(ReadOnlySpan<byte> text) => text.IsEmpty || Rune.DecodeLastFromUtf8(text, out Rune rune, out _) != 0 ? null : rune;

    private static bool IsJoining(Rune? rune) => rune is { } character
        && (Rune.IsLetterOrDigit(character)
            || character.Value == '_'
            || Rune.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private (byte[] Text, int[] Positions) BytesOf(int[] ids)
    {
        List<byte> text = [];
        List<int> positions = [];
        for (int position = 0; position < ids.Length; position++)
        {
            text.AddRange(IsText(ids[position]) ? tokenizer.TokenBytes(ids[position]) : [Gap]);
            positions.AddRange(Enumerable.Repeat(position, text.Count - positions.Count));
        }

        return ([.. text], [.. positions]);
    }

    private bool IsText(int id) => tokenizer.Vocabulary.Contains(id) && !tokenizer.Vocabulary.SpecialTokens.Values.Contains(id);
}
