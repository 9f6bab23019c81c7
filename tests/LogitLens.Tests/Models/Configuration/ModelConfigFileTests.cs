using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models;

public sealed class ModelConfigFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_not_said_is_GPT_2_small()
    {
        ModelConfig config = Read("{}");

        Assert.Equal(
            (12, 12, 768, 3072, 1024, 50257), (config.Layers, config.Heads, config.ModelWidth, config.MlpWidth, config.ContextLength, config.VocabularySize));
        Assert.Equal(124_439_808, config.ParameterCount);
    }

    [Fact]
    public void Variants_are_read()
    {
        ModelConfig config = Read(
            """
            {"n_embd": 48, "n_head": 6, "n_inner": 80, "activation_function": "silu", "layer_norm_epsilon": 1e-6, "tie_word_embeddings": false,
             "scale_attn_weights": false, "scale_attn_by_inverse_layer_idx": true}
            """);

        Assert.Equal((80, Activation.Silu, 1e-6, false), (config.MlpWidth, config.Activation, config.NormEpsilon, config.TiedEmbedding));
        Assert.Equal(1.0 / 3, config.AttentionScale(2));
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        string path = _folder.File("config.json");
        ModelConfig config = SmallModel.Config with { Activation = Activation.Relu, TiedEmbedding = false };

        ModelConfigFile.Write(path, config, endOfText: 5);

        Assert.Equal(config, ModelConfigFile.Read(path));
    }

    [Fact]
    public void A_head_of_classes_is_read_as_transformers_writes_it_and_back()
    {
        ClassHead head = Read(
            """
            {"architectures": ["GPT2ForSequenceClassification"], "id2label": {"0": "calm", "1": "wild", "2": "odd"}, "pad_token_id": 7}
            """).Head!;
        Assert.Equal(["calm", "wild", "odd"], head.Labels);
        Assert.Equal((7, "{text}"), (head.PadToken, head.Template));

        string path = _folder.File("config.json");
        ModelConfigFile.Write(path, SmallModel.Config with { Head = head with { Template = "Say: {text}" } }, endOfText: 5);
        ModelConfig back = ModelConfigFile.Read(path);

        Assert.Equal(head.Labels, back.Head!.Labels);
        Assert.Equal((7, "Say: {text}", 3), (back.Head.PadToken, back.Head.Template, back.OutputSize));
        Assert.Contains("\"label2id\"", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_without_names_has_transformers_two()
    {
        Assert.Equal(["LABEL_0", "LABEL_1"], Read("{\"architectures\": [\"GPT2ForSequenceClassification\"]}").Head!.Labels);
    }

    [Theory]
    [InlineData(
        "{\"architectures\": [\"GPT2ForSequenceClassification\"], \"id2label\": {\"1\": \"a\", \"2\": \"b\"}}", "none of number 0; they are numbered from 0")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"n_layer\": 12,", "not a JSON object")]
    [InlineData("{\"n_layer\": 12, \"n_layer\": 13}", "not a JSON object: Duplicate property 'n_layer'")]
    [InlineData("{\"\\ud800\": 12}", "not a JSON object: a name or a text is not Unicode")]
    [InlineData("{\"scale_attn_weights\": \"\\ud800\"}", "a name or a text is not Unicode")]
    [InlineData("{\"architectures\": [\"\\ud800\"]}", "a name or a text is not Unicode")]
    [InlineData("{\"model_type\": \"llama\"}", "model_type is 'llama'; this program reads 'gpt2'")]
    [InlineData("{\"n_layer\": 0}", "n_layer is 0; it must be 1 or more")]
    [InlineData("{\"n_layer\": \"many\"}", "n_layer is \"many\"; it must be a whole number")]
    [InlineData("{\"n_embd\": 100, \"n_head\": 12}", "n_embd 100 is not a multiple of n_head 12")]
    [InlineData("{\"activation_function\": \"swiglu\"}", "activation_function is 'swiglu'; known are gelu_new")]
    public void A_bad_file_is_named_with_what_is_wrong(string json, string complaint)
    {
        InputException error = Assert.Throws<InputException>(() => Read(json));

        Assert.StartsWith(_folder.File("config.json") + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ModelConfig Read(string json) => ModelConfigFile.Read(_folder.Write("config.json", json));
}
