using System.Text.Unicode;

namespace LogitLens.Datasets;

/// <summary>A file of running text, for perplexity: every character counts, so nothing is trimmed and line ends stay as they are.</summary>
internal static class PlainTextReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">There is no such file, it is empty, or a line of it is not UTF-8.</exception>
    public static RunningText Read(string path)
    {
        using Utf8File file = Utf8File.Open(path);
        using MemoryStream content = new();
        file.Content.CopyTo(content);
        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        if (bytes.IsEmpty)
        {
            throw new InputException($"{path}: the file is empty");
        }

        string text = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw NotUtf8(path, bytes);
        ReadOptions options = ReadOptions.ForFile(path);
        return new RunningText(new DataOrigin(options.Name, options.Split, [file.Finish()], RowCount: 1, Skipped: []), text);
    }

    private static InputException NotUtf8(string path, ReadOnlySpan<byte> bytes)
    {
        int line = 0;
        foreach (Range range in bytes.Split((byte)'\n'))
        {
            line++;
            try
            {
                Utf8File.Decode(bytes[range], null);
            }
            catch (BadRowException e)
            {
                return new InputException($"{path}, line {line}: {e.Message}", e);
            }
        }

        return new InputException($"{path}: not UTF-8; convert the file to UTF-8");
    }
}
