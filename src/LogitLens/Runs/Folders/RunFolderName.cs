using System.Text.Json.Nodes;

namespace LogitLens.Runs;

/// <summary>Names run folders: <c>results/2026-03-01-logit-lens-gpt2-sst2</c>.</summary>
internal static class RunFolderName
{
    public static string Of(RunRequest request, DateTimeOffset now)
    {
        JsonObject options = request.Options;
        IEnumerable<string> parts = new[]
        {
            now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            request.Command,
            Short(options["model"]),
            IsSet(options["prompt"]) || IsSet(options["token-ids"]) ? "prompt" : Short(options["dataset"]),
            options["shard"]?.ToString().Replace("/", "of", StringComparison.Ordinal),
        }.OfType<string>();
        return Path.Combine(RunRequest.DefaultParent, string.Join('-', parts));
    }

    private static bool IsSet(JsonNode? value) => value is JsonArray list ? list.Count > 0 : value is not null;

    // The last part of a path or Hub id, without what file systems and shells dislike.
    private static string? Short(JsonNode? value)
    {
        string name = Path.GetFileNameWithoutExtension(value?.ToString().TrimEnd('/').Split('/')[^1] ?? "");
        string clean = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')).Trim('-', '.');
        return clean.Length == 0 ? null : clean;
    }
}
