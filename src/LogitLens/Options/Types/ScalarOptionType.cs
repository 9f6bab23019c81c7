using System.Numerics;
using System.Text.Json.Nodes;

namespace LogitLens.Options;

/// <summary>A single value, of a type that one function can read from text.</summary>
/// <typeparam name="T">The value's type.</typeparam>
internal sealed class ScalarOptionType<T>(Func<string, (bool Ok, T? Value)> parse, Func<T, string> format) : OptionType
    where T : notnull
{
    public override bool IsSwitch => typeof(T) == typeof(bool);

    /// <summary>The kinds of JSON value that are taken.</summary>
    public required IReadOnlyList<JsonValueKind> JsonKinds { get; init; }

    public required JsonObject JsonSchema { get; init; }

    /// <summary>The largest number that can be held, where there is one.</summary>
    public BigInteger? Largest { get; init; }

    public override string Refusal(string text) =>
        Largest is { } largest
            && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger number)
            && number > largest
            ? string.Create(CultureInfo.InvariantCulture, $"is too large; the largest is {largest}")
            : base.Refusal(text);

    public override bool TryParse(string text, out object? value)
    {
        (bool ok, T? parsed) = parse(text);
        value = parsed;
        return ok;
    }

    public override bool TryRead(JsonElement json, out object? value)
    {
        value = null;
        return JsonKinds.Contains(json.ValueKind)
            && TryParse(json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText(), out value);
    }

    public override JsonNode? ToJson(object value) => value switch
    {
        bool b => JsonValue.Create(b),
        int i => JsonValue.Create(i),
        double d => JsonValue.Create(d),
        _ => JsonValue.Create(format((T)value)),
    };

    public override string Format(object value) => format((T)value);

    public override JsonObject Schema() => JsonSchema.DeepClone().AsObject();
}
