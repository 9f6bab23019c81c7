using System.Text.Encodings.Web;
using System.Text.Json.Nodes;

namespace TinyModel.Corpus.Bundled;

/// <summary>One JSON object a line.</summary>
internal static class JsonLines
{
    // Plus signs and quotes stay readable: the files are data, never markup.
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The rows, each with a line feed.</summary>
    public static string Of(IEnumerable<JsonObject> rows) => string.Concat(rows.Select(row => row.ToJsonString(s_readable) + "\n"));
}
