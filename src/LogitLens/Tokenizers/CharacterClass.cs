namespace LogitLens.Tokenizers;

/// <summary>The four kinds of characters that GPT-2's pattern tells apart.</summary>
internal enum CharacterClass : byte
{
    /// <summary>Anything else: <c>[^\s\p{L}\p{N}]</c>.</summary>
    Other,

    /// <summary><c>\p{L}</c>.</summary>
    Letter,

    /// <summary><c>\p{N}</c>, with letters that are numbers and fractions.</summary>
    Number,

    /// <summary><c>\s</c>: Unicode's White_Space, so with U+0085 and without U+FEFF and U+001C to U+001F.</summary>
    Space,
}

/// <summary>Finds the class of a text's next character.</summary>
internal static class CharacterClasses
{
    /// <summary>
    /// The class of the first character of <paramref name="text"/>, which must not be empty, and the number of UTF-16 units it takes.
    /// A lone surrogate counts as U+FFFD, as which it is encoded.
    /// </summary>
    public static CharacterClass OfFirst(ReadOnlySpan<char> text, out int length)
    {
        char first = text[0];
        if (first < 128)
        {
            length = 1;
            return char.IsAsciiLetter(first) ? CharacterClass.Letter
                : first is ' ' or (>= '\t' and <= '\r') ? CharacterClass.Space
                : char.IsAsciiDigit(first) ? CharacterClass.Number
                : CharacterClass.Other;
        }

        // On a lone surrogate this yields U+FFFD and a length of one, which is what is wanted.
        Rune.DecodeFromUtf16(text, out Rune rune, out length);
        return Of(rune);
    }

    private static CharacterClass Of(Rune rune) => Rune.IsLetter(rune) ? CharacterClass.Letter
        : Rune.IsNumber(rune) ? CharacterClass.Number
        : Rune.IsWhiteSpace(rune) ? CharacterClass.Space
        : CharacterClass.Other;
}
