namespace LogitLens.Runs;

/// <summary>Reads lines as bytes, so that their places in the file are known.</summary>
internal static class JsonLines
{
    /// <summary>Every line that has its line end, without it, and the offset behind it; a torn last line is left out.</summary>
    public static IEnumerable<(byte[] Line, long End)> Complete(Stream stream)
    {
        byte[] buffer = new byte[1 << 16];
        MemoryStream line = new();
        long offset = 0;
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            int from = 0;
            for (int at = Array.IndexOf(buffer, (byte)'\n', 0, count); at >= 0; at = Array.IndexOf(buffer, (byte)'\n', from, count - from))
            {
                line.Write(buffer, from, at - from);
                yield return (line.ToArray(), offset + at + 1);
                line.SetLength(0);
                from = at + 1;
            }

            line.Write(buffer, from, count - from);
            offset += count;
        }
    }
}
