using System.Text.Json.Nodes;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Finetuning;

/// <summary>
/// Writes a model's folder as Hugging Face's transformers does: config.json, model.safetensors, the tokenizer's files, and generation_config.json
/// of a model that goes on with a text.
/// </summary>
internal static class ModelFolderWriter
{
    /// <summary>Writes the folder's files, each whole or not at all, the weights first.</summary>
    /// <param name="folder">The folder, made if need be.</param>
    /// <param name="config">The model's shape.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="tokenizer">Its tokenizer; null where there is none.</param>
    public static void Write(string folder, ModelConfig config, ModelWeights weights, BytePairTokenizer? tokenizer)
    {
        Directory.CreateDirectory(folder);
        WeightsFile.Save(Path.Combine(folder, "model.safetensors"), weights);
        int? end = tokenizer?.EndOfText;
        ModelConfigFile.Write(Path.Combine(folder, "config.json"), config, end);
        if (config.Head is null)
        {
            WriteJson(folder, "generation_config.json", new JsonObject { ["_from_model_config"] = true, ["bos_token_id"] = end, ["eos_token_id"] = end });
        }

        if (tokenizer is not null)
        {
            WriteTokenizer(folder, config, tokenizer);
        }
    }

    private static void WriteTokenizer(string folder, ModelConfig config, BytePairTokenizer tokenizer)
    {
        tokenizer.Vocabulary.Save(folder);
        JsonObject settings = new()
        {
            ["add_prefix_space"] = false,
            ["model_max_length"] = config.ContextLength,
            ["tokenizer_class"] = "GPT2Tokenizer",
        };
        JsonObject special = [];
        if (tokenizer.EndOfText is { } end)
        {
            string text = tokenizer.TokenText(end);
            foreach (string role in (string[])["bos_token", "eos_token", "unk_token", .. config.Head?.PadToken == end ? ["pad_token"] : Array.Empty<string>()])
            {
                settings[role] = text;
                special[role] = text;
            }
        }

        WriteJson(folder, "tokenizer_config.json", settings);
        WriteJson(folder, "special_tokens_map.json", special);
    }

    private static void WriteJson(string folder, string name, JsonObject content) =>
        AtomicFile.WriteText(Path.Combine(folder, name), writer => writer.Write(content.ToJsonString(Json.Indented) + "\n"));
}
