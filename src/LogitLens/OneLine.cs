namespace LogitLens;

/// <summary>
/// Makes one line of an error's message, whatever a file put into it: no line ends, no control characters that would move a terminal's cursor, no page of text.
/// </summary>
public static class OneLine
{
    private const int Longest = 1_200;
    private const int KeptAtEnd = 300;
    private const char LineSeparator = '\u2028';
    private const char ParagraphSeparator = '\u2029';

    /// <summary>The message on one line; what is too long loses its middle.</summary>
    public static string Of(string message)
    {
        if (message.Length > Longest)
        {
            message = string.Concat(message.AsSpan(0, Longest - KeptAtEnd), " ... ", message.AsSpan(message.Length - KeptAtEnd));
        }

        if (!message.Any(c => char.IsControl(c) || c is LineSeparator or ParagraphSeparator))
        {
            return message;
        }

        const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        return string.Join(' ', message.Split(['\r', '\n', LineSeparator, ParagraphSeparator], Trimmed).Select(Printable));
    }

    private static string Printable(string line) => string.Concat(line.Select(c => c == '\t' ? ' ' : char.IsControl(c) ? '?' : c));
}
