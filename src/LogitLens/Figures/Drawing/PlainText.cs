using System.Globalization;
using System.Text;

namespace LogitLens.Figures.Drawing;

/// <summary>Turns any string into one line that XML accepts and that cannot disturb the text around it.</summary>
internal static class PlainText
{
    /// <summary>
    /// Line breaks and tabs become spaces; lone surrogates, control characters, non-characters, private-use and bidirectional formatting
    /// characters become U+FFFD.
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
        bool bidirectional = rune.Value is 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        return !nonCharacter && !bidirectional && category is not (UnicodeCategory.Control or UnicodeCategory.PrivateUse);
    }
}
