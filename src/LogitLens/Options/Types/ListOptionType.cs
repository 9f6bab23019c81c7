using System.Text.Json.Nodes;

namespace LogitLens.Options;

/// <summary>Several values: comma-separated on the command line, an array (or one bare value) in JSON.</summary>
/// <typeparam name="T">The type of an element.</typeparam>
internal sealed class ListOptionType<T>(OptionType element) : OptionType
    where T : notnull
{
    public override string Placeholder => element.Placeholder + ",...";

    public override string Expected => "a comma-separated list, each " + element.Expected;

    public override bool IsList => true;

    public override IReadOnlyList<string> Choices => element.Choices;

    public override bool TryParse(string text, out object? value) =>
        TryParseEach(text.Split(',', StringSplitOptions.TrimEntries), out value);

    public override bool TryParseEach(IReadOnlyList<string> texts, out object? value)
    {
        List<T> list = new();
        value = list;
        foreach (string part in texts)
        {
            if (part.Length == 0 || !element.TryParse(part, out object? item))
            {
                return false;
            }

            list.Add((T)item!);
        }

        return true;
    }

    public override bool TryRead(JsonElement json, out object? value)
    {
        List<T> list = new();
        value = list;
        IEnumerable<JsonElement> items = json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [json];
        foreach (JsonElement item in items)
        {
            if (!element.TryRead(item, out object? parsed))
            {
                return false;
            }

            list.Add((T)parsed!);
        }

        return true;
    }

    public override JsonNode? ToJson(object value) => new JsonArray([.. ((IReadOnlyList<T>)value).Select(item => element.ToJson(item))]);

    public override string Format(object value) => string.Join(',', ((IReadOnlyList<T>)value).Select(item => element.Format(item)));

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = element.Schema() }, element.Schema()),
    };
}
