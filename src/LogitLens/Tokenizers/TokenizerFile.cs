namespace LogitLens.Tokenizers;

/// <summary>Opens a tokenizer's files with messages that name the file and the place.</summary>
internal static class TokenizerFile
{
    /// <summary>The file's bytes, without a byte order mark.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public static ReadOnlyMemory<byte> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: no such file");
        }

        ReadOnlyMemory<byte> bytes = File.ReadAllBytes(path);
        return bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }

    /// <summary>Hands a JSON file's bytes to <paramref name="parse"/>; what is malformed becomes a message with its place.</summary>
    /// <exception cref="InputException">No such file, or not JSON.</exception>
    public static void ReadJson(string path, Action<ReadOnlyMemory<byte>> parse)
    {
        ReadOnlyMemory<byte> bytes = Read(path);
        try
        {
            parse(bytes);
        }
        catch (JsonException malformed)
        {
            string reason = malformed.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new InputException(
                $"{path}, line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}: not valid JSON: {reason}", malformed);
        }
        catch (InvalidOperationException unreadable)
        {
            // The parser's way to say that a string has broken UTF-8 or half of a surrogate pair.
            throw new InputException($"{path}: a string in the file is not valid Unicode: {unreadable.Message}", unreadable);
        }
    }
}
