using System.Runtime.CompilerServices;

namespace LogitLens.Tokenizers;

/// <summary>
/// Cuts text into the pieces within which bytes may merge. It does by hand what GPT-2 does with the pattern
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, over code points: .NET's Regex sees UTF-16 units
/// and would take letters beyond U+FFFF for something else.
/// </summary>
internal static class PreTokenizer
{
    /// <summary>The length, in UTF-16 units, of the piece with which <paramref name="text"/> begins; zero for the empty text.</summary>
    public static int FirstPiece(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        if (text[0] == '\'')
        {
            int contraction = Contraction(text);
            if (contraction > 0)
            {
                return contraction;
            }
        }

        CharacterClass first = CharacterClasses.OfFirst(text, out int length);
        if (first != CharacterClass.Space)
        {
            return RunEnd(text, length, first);
        }

        if (text[0] == ' ' && text.Length > 1)
        {
            CharacterClass second = CharacterClasses.OfFirst(text[1..], out int secondLength);
            if (second != CharacterClass.Space)
            {
                return RunEnd(text, 1 + secondLength, second);
            }
        }

        // \s+(?!\S) gives its last space back when something follows, for ` ?` to take; a single one is left to \s+.
        // Every White_Space character is one UTF-16 unit.
        int end = RunEnd(text, length, CharacterClass.Space);
        return end == text.Length || end == 1 ? end : end - 1;
    }

    private static int Contraction(ReadOnlySpan<char> text)
    {
        char second = text.Length > 1 ? text[1] : '\0';
        if (second is 's' or 't' or 'm' or 'd')
        {
            return 2;
        }

        char third = text.Length > 2 ? text[2] : '\0';
        return (second, third) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 3 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int RunEnd(ReadOnlySpan<char> text, int start, CharacterClass kind)
    {
        int end = start;
        while (end < text.Length)
        {
            if (CharacterClasses.OfFirst(text[end..], out int length) != kind)
            {
                break;
            }

            end += length;
        }

        return end;
    }
}
