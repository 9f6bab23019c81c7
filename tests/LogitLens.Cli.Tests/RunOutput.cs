namespace LogitLens.Cli.Tests;

/// <summary>Reads what a run left in its folder.</summary>
internal static class RunOutput
{
    /// <summary>The run's results.json.</summary>
    public static JsonElement Results(string folder) => Json(Path.Combine(folder, "results.json"));

    /// <summary>The run's records.jsonl, in the order of the file.</summary>
    public static JsonElement[] Records(string folder) => Lines(folder, "records.jsonl");

    /// <summary>A file of JSON lines in the run's folder.</summary>
    public static JsonElement[] Lines(string folder, string file) => [.. File.ReadLines(Path.Combine(folder, file)).Select(Parse)];

    /// <summary>A file of JSON, wherever it is.</summary>
    public static JsonElement Json(string path) => Parse(File.ReadAllText(path));

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
