using System.Text.Json.Nodes;

namespace LogitLens.Models;

/// <summary>Reads and writes Hugging Face's <c>config.json</c>.</summary>
public static class ModelConfigFile
{
    private static readonly (string Name, Activation Value)[] s_activations =
    [
        ("gelu_new", Activation.GeluTanh), ("gelu_pytorch_tanh", Activation.GeluTanh), ("gelu", Activation.Gelu), ("relu", Activation.Relu),
        ("silu", Activation.Silu), ("swish", Activation.Silu),
    ];

    private static readonly JsonDocumentOptions s_noDuplicates = new() { AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    /// <summary>Reads a model's configuration.</summary>
    /// <exception cref="InputException">The file is missing, is not JSON, or describes a model that is not a GPT-2.</exception>
    public static ModelConfig Read(string path)
    {
        JsonObject json;
        try
        {
            JsonElement root = UnicodeJson.Parse(File.ReadAllText(path), s_noDuplicates);
            json = root.ValueKind == JsonValueKind.Object ? JsonObject.Create(root)! : throw new JsonException("not an object");
        }
        catch (IOException error)
        {
            throw new InputException($"{path}: cannot be read; a model folder holds config.json, the weights and the tokenizer's files", error);
        }
        catch (JsonException error)
        {
            throw new InputException($"{path}: not a JSON object: {error.Message}", error);
        }

        Fields fields = new(path, json);
        string known = Architecture.Gpt2.ModelType, type = fields.Text("model_type", known);
        if (type != known)
        {
            throw new InputException($"{path}: model_type is '{type}'; this program reads '{known}'");
        }

        int width = fields.Whole("n_embd", 768);
        ModelConfig config = new()
        {
            VocabularySize = fields.Whole("vocab_size", 50257),
            ContextLength = fields.Whole("n_positions", 1024),
            ModelWidth = width,
            Layers = fields.Whole("n_layer", 12),
            Heads = fields.Whole("n_head", 12),
            MlpWidth = fields.Whole("n_inner", 4 * width),
            Activation = ReadActivation(path, fields.Text("activation_function", "gelu_new")),
            NormEpsilon = fields.Number("layer_norm_epsilon", 1e-5),
            ScaleAttention = fields.Flag("scale_attn_weights", true),
            ScaleAttentionByInverseLayer = fields.Flag("scale_attn_by_inverse_layer_idx", false),
            TiedEmbedding = fields.Flag("tie_word_embeddings", true),
            Head = ClassHeadFields.Read(path, json),
        };
        if (config.ModelWidth % config.Heads != 0)
        {
            throw new InputException($"{path}: n_embd {config.ModelWidth} is not a multiple of n_head {config.Heads}");
        }

        return config;
    }

    /// <summary>Writes a configuration that <see cref="Read"/> and Hugging Face's transformers read back.</summary>
    public static void Write(string path, ModelConfig config, int? endOfText)
    {
        JsonObject json = new()
        {
            ["architectures"] = new JsonArray(config.Head is null ? "GPT2LMHeadModel" : ClassHeadFields.Architecture),
            ["model_type"] = config.Architecture.ModelType,
            ["vocab_size"] = config.VocabularySize,
            ["n_positions"] = config.ContextLength,
            ["n_ctx"] = config.ContextLength,
            ["n_embd"] = config.ModelWidth,
            ["n_layer"] = config.Layers,
            ["n_head"] = config.Heads,
            ["n_inner"] = config.MlpWidth,
            ["activation_function"] = s_activations.First(pair => pair.Value == config.Activation).Name,
            ["layer_norm_epsilon"] = config.NormEpsilon,
            ["scale_attn_weights"] = config.ScaleAttention,
            ["scale_attn_by_inverse_layer_idx"] = config.ScaleAttentionByInverseLayer,
            ["tie_word_embeddings"] = config.TiedEmbedding,
            ["bos_token_id"] = endOfText,
            ["eos_token_id"] = endOfText,
        };
        if (config.Head is { } head)
        {
            ClassHeadFields.Write(head, json);
        }

        File.WriteAllText(path, json.ToJsonString(s_indented) + "\n");
    }

    private static Activation ReadActivation(string path, string name)
    {
        foreach ((string known, Activation value) in s_activations)
        {
            if (known == name)
            {
                return value;
            }
        }

        throw new InputException($"{path}: activation_function is '{name}'; known are {string.Join(", ", s_activations.Select(pair => pair.Name))}");
    }

    private sealed class Fields(string path, JsonObject json)
    {
        public string Text(string name, string fallback) => Get(name, fallback, "a string");

        public bool Flag(string name, bool fallback) => Get(name, fallback, "true or false");

        public double Number(string name, double fallback) => Get(name, fallback, "a number");

        public int Whole(string name, int fallback)
        {
            int value = Get(name, fallback, "a whole number");
            return value > 0 ? value : throw new InputException($"{path}: {name} is {value}; it must be 1 or more");
        }

        private T Get<T>(string name, T fallback, string kind)
        {
            try
            {
                return json[name] is { } node ? node.GetValue<T>() : fallback;
            }
            catch (Exception error) when (error is InvalidOperationException or FormatException)
            {
                throw new InputException($"{path}: {name} is {json[name]!.ToJsonString()}; it must be {kind}", error);
            }
        }
    }
}
