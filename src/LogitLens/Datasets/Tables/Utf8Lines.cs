namespace LogitLens.Datasets;

/// <summary>One line of a file. Its bytes are valid until the next line is read.</summary>
/// <param name="Number">The line, from 1.</param>
/// <param name="Bytes">The line without its end.</param>
internal readonly record struct Utf8Line(int Number, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>True where there is nothing but spaces and tabs.</summary>
    public bool IsBlank => !Bytes.Span.ContainsAnyExcept(" \t"u8);
}

/// <summary>
/// Lines as bytes, so that a byte that is not UTF-8 can be placed in its row. Lines end in LF or CRLF; a CR elsewhere, U+0085 and U+2028
/// are part of the text, where <see cref="StreamReader.ReadLine"/> and the like would split a row in two.
/// </summary>
internal static class Utf8Lines
{
    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    /// <summary>The lines; no empty one after the last line's end.</summary>
    public static IEnumerable<Utf8Line> Read(Stream stream)
    {
        byte[] buffer = new byte[1 << 16];
        int start = 0;
        int end = 0;
        int number = 0;
        while (true)
        {
            int length = buffer.AsSpan(start, end - start).IndexOf(LineFeed);
            if (length >= 0)
            {
                yield return Line(++number, buffer.AsMemory(start, length));
                start += length + 1;
                continue;
            }

            // The rest of the buffer is the beginning of a line: move it to the front, and make room where it fills the buffer.
            int kept = end - start;
            byte[] target = kept == buffer.Length ? new byte[buffer.Length * 2] : buffer;
            buffer.AsSpan(start, kept).CopyTo(target);
            buffer = target;
            start = 0;
            end = kept;

            int read = stream.Read(buffer, end, buffer.Length - end);
            end += read;
            if (read == 0)
            {
                break;
            }
        }

        if (end > 0)
        {
            yield return Line(++number, buffer.AsMemory(0, end));
        }
    }

    private static Utf8Line Line(int number, ReadOnlyMemory<byte> bytes) =>
        new(number, bytes.Span is [.., CarriageReturn] ? bytes[..^1] : bytes);
}
