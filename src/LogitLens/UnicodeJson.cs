namespace LogitLens;

/// <summary>
/// Parses JSON whose names and texts are Unicode. The parser takes any escape, half of a character too (<c>"\ud800"</c>), and throws where such a text is read,
/// be it to be named in a message.
/// </summary>
public static class UnicodeJson
{
    /// <summary>Parses a value.</summary>
    /// <exception cref="JsonException">It is no JSON, or a name or a text in it is not Unicode.</exception>
    public static JsonElement Parse(string json, JsonDocumentOptions options = default)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, options);
            ReadTexts(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException($"a name or a text is not Unicode: {e.Message}", e);
        }
    }

    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    _ = property.Name;
                    ReadTexts(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement element in value.EnumerateArray())
                {
                    ReadTexts(element);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
        }
    }
}
