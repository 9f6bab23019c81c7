namespace LogitLens.Tokenizers;

/// <summary>Shows a token's bytes on one line, so that different tokens look different.</summary>
internal static class ReadablePiece
{
    /// <summary>
    /// Characters that print, and the plain space, as they are; a backslash doubled; line ends and tabs as <c>\n \r \t</c>; bytes that
    /// make no whole character as <c>\xNN</c>; other characters that cannot be seen as <c>\u{NNNN}</c>.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        StringBuilder shown = new(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool whole = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (whole)
            {
                Append(shown, rune);
            }
            else
            {
                foreach (byte value in bytes[..length])
                {
                    shown.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
                }
            }

            bytes = bytes[length..];
        }

        return shown.ToString();
    }

    private static void Append(StringBuilder shown, Rune rune)
    {
        switch (rune.Value)
        {
            case '\n':
                shown.Append("\\n");
                break;
            case '\r':
                shown.Append("\\r");
                break;
            case '\t':
                shown.Append("\\t");
                break;
            case '\\':
                shown.Append("\\\\");
                break;
            case ' ':
                shown.Append(' ');
                break;
            case < 0x80 when Rune.IsControl(rune):
                shown.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}");
                break;
            default:
                if (Prints(rune))
                {
                    shown.Append(rune);
                }
                else
                {
                    shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
                }

                break;
        }
    }

    private static bool Prints(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
