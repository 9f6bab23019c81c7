using System.Text.Json;
using System.Text.Json.Nodes;

namespace LogitLens.Runs;

/// <summary>Compares JSON that two machines wrote of the same thing.</summary>
internal static class JsonLikeness
{
    // Two processors' float32 sums part by a few units in the last of seven digits; what is derived from them, by a few more.
    private const double Relative = 1e-4;
    private const double Absolute = 1e-6;

    /// <summary>Whether both say the same: alike in structure, words and whole numbers, and in other numbers but for rounding.</summary>
    public static bool AreAlike(JsonNode? first, JsonNode? second) => (first, second) switch
    {
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(each => b.ContainsKey(each.Key) && AreAlike(each.Value, b[each.Key])),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => AreAlike(pair.First, pair.Second)),
        (JsonValue a, JsonValue b) when IsFraction(a) || IsFraction(b) => a.GetValueKind() == b.GetValueKind() && AreNear(a.GetValue<double>(), b.GetValue<double>()),
        _ => JsonNode.DeepEquals(first, second),
    };

    private static bool IsFraction(JsonValue value) => value.GetValueKind() == JsonValueKind.Number && !long.TryParse(value.ToJsonString(), out _);

    private static bool AreNear(double first, double second) =>
        Math.Abs(first - second) <= Absolute + (Relative * Math.Max(Math.Abs(first), Math.Abs(second)));
}
