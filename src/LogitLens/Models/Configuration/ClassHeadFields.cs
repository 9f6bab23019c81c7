using System.Text.Json.Nodes;

namespace LogitLens.Models;

/// <summary>What config.json says of the head of a model for classification.</summary>
internal static class ClassHeadFields
{
    /// <summary>The name of such models.</summary>
    public const string Architecture = "GPT2ForSequenceClassification";

    private const string Template = "prompt_template";

    // What transformers takes where a configuration says nothing.
    private static readonly string[] s_unnamed = ["LABEL_0", "LABEL_1"];

    /// <summary>The head; null for another model.</summary>
    /// <exception cref="InputException">The classes are not numbered 0, 1 and so on.</exception>
    public static ClassHead? Read(string path, JsonObject json)
    {
        if (json["architectures"] is not JsonArray names
                || !names.Any(name => name is JsonValue value && value.TryGetValue(out string? text) && text == Architecture))
        {
            return null;
        }

        try
        {
            return new ClassHead(json["id2label"] is JsonObject labels ? InOrder(path, labels) : s_unnamed)
            {
                PadToken = json["pad_token_id"]?.GetValue<int>(),
                Template = json[Template]?.GetValue<string>() ?? ClassHead.PlainText,
            };
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new InputException($"{path}: id2label, pad_token_id or {Template} is not what it should be: {error.Message}", error);
        }
    }

    /// <summary>Adds the head's fields, as transformers writes them.</summary>
    public static void Write(ClassHead head, JsonObject json)
    {
        json["id2label"] = new JsonObject(head.Labels.Select((name, k) => KeyValuePair.Create(Number(k), (JsonNode?)JsonValue.Create(name))));
        json["label2id"] = new JsonObject(head.Labels.Select((name, k) => KeyValuePair.Create(name, (JsonNode?)JsonValue.Create(k))));
        json["pad_token_id"] = head.PadToken;
        json["problem_type"] = "single_label_classification";
        json[Template] = head.Template;
    }

    private static string[] InOrder(string path, JsonObject labels) =>
    [
        .. Enumerable.Range(0, labels.Count).Select(k => labels[Number(k)]?.GetValue<string>()
            ?? throw new InputException($"{path}: id2label has {labels.Count} classes and none of number {k}; they are numbered from 0")),
    ];

    private static string Number(int k) => k.ToString(CultureInfo.InvariantCulture);
}
