namespace LogitLens.Figures;

/// <summary>Turns any string into one line that XML accepts and that cannot disturb the text around it.</summary>
internal static class DrawableText
{
    /// <summary>Keeps numbers after a right-to-left name from being read as part of it (U+200E).</summary>
    public const string LeftToRightMark = "\u200E";

    /// <summary>
    /// Line breaks and tabs become spaces; lone surrogates, control characters, non-characters, private-use characters and bidirectional
    /// overrides become U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        StringBuilder cleaned = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            cleaned.Append(rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029 ? " " : IsDrawable(rune) ? rune.ToString() : "\uFFFD");
        }

        return cleaned.ToString();
    }

    /// <summary>As <see cref="Clean"/>, with spaces trimmed and runs of them made one, as a renderer would.</summary>
    public static string Label(string text) =>
        string.Join(' ', Clean(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool IsDrawable(Rune rune)
    {
        bool nonCharacter = (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
        bool bidirectional = rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        return !nonCharacter && !bidirectional && category is not (UnicodeCategory.Control or UnicodeCategory.PrivateUse);
    }
}
