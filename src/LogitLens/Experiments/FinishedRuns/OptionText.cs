using System.Text.Json.Nodes;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>Options as a manifest has them, in the form in which they are typed.</summary>
public static class OptionText
{
    /// <summary>A value: <c>0,1</c> for a list, "not set" for none.</summary>
    public static string Of(JsonNode? value) => value switch
    {
        null => "not set",
        JsonArray list => string.Join(',', list.Select(item => item?.ToString())),
        _ => value.ToString(),
    };
}
