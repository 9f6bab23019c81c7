namespace LogitLens.Figures;

/// <summary>
/// Widths of texts without a font at hand. ASCII has DejaVu Sans's advance widths, which are at least those of Arial, Helvetica and
/// Liberation Sans; the rest is estimated from above by kind of character, so that what fits here fits on paper.
/// </summary>
internal static class TextMeasure
{
    private const string Ellipsis = "…";

    // Bold DejaVu Sans is at most this much wider over words; single thin letters more, which the margins around titles take.
    private const double BoldFactor = 1.15;

    /// <summary>Advance widths of U+0020 to U+007E in thousandths of an em.</summary>
    private static readonly short[] s_asciiWidths =
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ];

    /// <summary>Width in pixels of one line of text.</summary>
    public static double Width(string text, TextStyle style)
    {
        double thousandths = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            thousandths += Advance(rune);
        }

        return thousandths / 1000 * style.Size * (style.Bold ? BoldFactor : 1);
    }

    /// <summary>The widest of several lines; 0 for none.</summary>
    public static double Widest(IEnumerable<string> texts, TextStyle style) =>
        texts.Select(text => Width(text, style)).DefaultIfEmpty(0).Max();

    /// <summary>The text itself if it fits, else as many whole characters of it as fit before an ellipsis.</summary>
    public static string Clip(string text, TextStyle style, double width)
    {
        if (Width(text, style) <= width)
        {
            return text;
        }

        StringBuilder kept = new();
        StringInfo elements = new(text);
        for (int i = 0; i < elements.LengthInTextElements; i++)
        {
            string next = elements.SubstringByTextElements(i, 1);
            if (Width(kept + next + Ellipsis, style) > width)
            {
                break;
            }

            kept.Append(next);
        }

        return kept.ToString().TrimEnd() + Ellipsis;
    }

    /// <summary>Breaks a label at spaces into lines no wider than given; what <paramref name="maxLines"/> do not hold is clipped.</summary>
    public static IReadOnlyList<string> Wrap(string text, TextStyle style, double width, int maxLines)
    {
        List<string> lines = [];
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int first = 0; first < words.Length;)
        {
            int next = first + 1;
            while (next < words.Length && Width(string.Join(' ', words[first..(next + 1)]), style) <= width)
            {
                next++;
            }

            bool last = lines.Count == maxLines - 1;
            lines.Add(Clip(string.Join(' ', last ? words[first..] : words[first..next]), style, width));
            first = last ? words.Length : next;
        }

        return lines;
    }

    private static double Advance(Rune rune)
    {
        int code = rune.Value;
        if (code is >= 0x20 and <= 0x7E)
        {
            return s_asciiWidths[code - 0x20];
        }

        if (IsWide(code))
        {
            return 1300;
        }

        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        bool latin = code < 0x0250;
        return category switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
            _ when code is '·' => 318,
            _ when code is 0x2212 or 0x00D7 or 0x00B1 => 838,
            UnicodeCategory.DashPunctuation => 1000,
            UnicodeCategory.LowercaseLetter => latin ? 700 : 950,
            UnicodeCategory.UppercaseLetter => latin ? 850 : 1080,
            UnicodeCategory.OtherLetter when code is >= 0x0590 and <= 0x05FF => 720,
            UnicodeCategory.OtherLetter => 1220,
            _ => 1050,
        };
    }

    /// <summary>East Asian wide and full-width characters and pictographs (Unicode TR 11, by blocks).</summary>
    private static bool IsWide(int code) => code is
        (>= 0x1100 and <= 0x115F) or (>= 0x2600 and <= 0x27BF) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F000 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}
