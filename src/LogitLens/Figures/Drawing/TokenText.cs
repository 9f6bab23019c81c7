namespace LogitLens.Figures;

/// <summary>A token's text as something to look at: every space and control character is visible.</summary>
internal static class TokenText
{
    /// <summary>Spaces as ·, line feeds as ⏎, tabs as ⇥, other control characters as escapes, the empty token as ∅.</summary>
    public static string Visible(string token)
    {
        if (token.Length == 0)
        {
            return "∅";
        }

        StringBuilder visible = new(token.Length);
        foreach (Rune rune in token.EnumerateRunes())
        {
            visible.Append(rune.Value switch
            {
                ' ' or 0xA0 => "·",
                '\n' => "⏎",
                '\t' => "⇥",
                '\r' => "\\r",
                < 0x20 or 0x7F => $"\\x{rune.Value:X2}",
                _ => DrawableText.Clean(rune.ToString()),
            });
        }

        return visible.ToString();
    }
}
