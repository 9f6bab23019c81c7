using System.Text.Json;

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

    /// <summary>Hands the file's root, a JSON object, to <paramref name="read"/>.</summary>
    /// <exception cref="InputException">No such file, no JSON, or another kind of value.</exception>
    public static void ReadJsonObject(string path, Action<JsonElement> read)
    {
        ReadOnlyMemory<byte> bytes = Read(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InputException($"{path}: the file holds a JSON {Name(document.RootElement)}; expected an object");
            }

            read(document.RootElement);
        }
        catch (JsonException malformed)
        {
            string reason = malformed.Message.Split(" LineNumber:")[0].TrimEnd('.');
            throw new InputException(
                $"{path}, line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}: not valid JSON: {reason}", malformed);
        }
        catch (InvalidOperationException unreadable)
        {
            // The one way here: asking for a string with broken UTF-8 or half of a surrogate pair.
            throw new InputException($"{path}: a string in the file is not valid Unicode: {unreadable.Message}", unreadable);
        }
    }

    /// <summary>What to call a value's kind in a message.</summary>
    public static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };
}
