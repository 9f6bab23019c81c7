namespace LogitLens.Datasets;

/// <summary>One line's JSON object.</summary>
internal sealed class JsonRow : TableRow, IDisposable
{
    private readonly JsonDocument? _document;
    private readonly string? _fault;

    public JsonRow(int number, Utf8Line line)
        : base(number, line.Number)
    {
        try
        {
            _document = JsonDocument.Parse(line.Bytes);
            JsonValueKind kind = _document.RootElement.ValueKind;
            _fault = kind != JsonValueKind.Object ? $"{Describe(kind)} where an object with named fields is expected"
                : HasReadableNames(_document.RootElement) ? null : "a field's name has a lone surrogate or bytes that are not UTF-8";
        }
        catch (JsonException e)
        {
            _fault = $"not JSON from byte {e.BytePositionInLine + 1} on; each line is one object such as {{\"text\": \"...\"}}";
        }
    }

    public override void Check()
    {
        if (_fault is not null)
        {
            throw new BadRowException(null, _fault);
        }
    }

    public override string Cell(string column) => AsText(column, Element(column));

    /// <summary>A field's JSON value.</summary>
    /// <exception cref="BadRowException">There is no such field; the message lists those there are.</exception>
    public JsonElement Element(string name)
    {
        if (_document!.RootElement.TryGetProperty(name, out JsonElement value))
        {
            return value;
        }

        string there = string.Join(", ", _document.RootElement.EnumerateObject().Select(field => field.Name));
        throw new BadRowException(name, $"no such field; the fields are {(there.Length == 0 ? "none" : there)}");
    }

    /// <summary>A field as text; null where it is absent or null.</summary>
    public string? OptionalCell(string name) =>
        _document!.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? AsText(name, value)
            : null;

    /// <summary>True where the row is an object with a field of this name.</summary>
    public bool Has(string name) => _fault is null && _document!.RootElement.TryGetProperty(name, out _);

    /// <summary>True where the row is an object whose field of this name is an array.</summary>
    public bool HasArray(string name) =>
        _fault is null && _document!.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array;

    public void Dispose() => _document?.Dispose();

    /// <summary>"an array", "a string": for messages.</summary>
    public static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    // Only a name that is asked for or listed is decoded, and what it is not decoded to throws there.
    private static bool HasReadableNames(JsonElement row)
    {
        try
        {
            return row.EnumerateObject().All(field => field.Name is not null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // Numbers and truth values stand as they are written.
    internal static string AsText(string name, JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => throw new BadRowException(name, $"{Describe(value.ValueKind)} where a string or a number is expected"),
            };
        }
        catch (InvalidOperationException)
        {
            throw new BadRowException(name, "the string has a lone surrogate or bytes that are not UTF-8");
        }
    }
}
