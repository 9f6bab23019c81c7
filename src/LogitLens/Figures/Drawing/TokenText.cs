using System.Text;

namespace LogitLens.Figures.Drawing;

/// <summary>A token's text as something to look at: every space and control character is visible.</summary>
internal static class TokenText
{
    /// <summary>Spaces as ·, line feeds as ⏎, tabs as ⇥, other control characters by Unicode's control pictures, the empty token as ∅.</summary>
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
                0x7F => "␡",
                < 0x20 => ((char)(0x2400 + rune.Value)).ToString(),
                _ => PlainText.Clean(rune.ToString()),
            });
        }

        return visible.ToString();
    }
}
