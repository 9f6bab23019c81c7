namespace LogitLens.Models;

/// <summary>A norm's gain and bias, [d_model] each.</summary>
public sealed record NormWeights(Tensor Gain, Tensor Bias);

/// <summary>A linear map as GPT-2 stores it: weight [in, out], bias [out].</summary>
public sealed record LinearWeights(Tensor Weight, Tensor Bias);

/// <summary>One block: attention with queries, keys and values side by side in one map, and the MLP.</summary>
public sealed record BlockWeights(
    NormWeights AttentionNorm, LinearWeights QueryKeyValue, LinearWeights AttentionOutput, NormWeights MlpNorm, LinearWeights MlpIn, LinearWeights MlpOut);

/// <summary>
/// All weights of a model. <see cref="Create"/> is the one place that knows GPT-2's parameter names and shapes: loading, saving, random
/// initialisation and training go through it.
/// </summary>
public sealed class ModelWeights : IDisposable
{
    private readonly List<(string Name, Tensor Value)> _parameters = [];

    private ModelWeights()
    {
    }

    /// <summary>Makes one parameter of the given name and shape.</summary>
    public delegate Tensor ParameterSource(string name, long[] shape);

    /// <summary>[vocabulary, d_model].</summary>
    public Tensor TokenEmbedding { get; private set; } = null!;

    /// <summary>[context, d_model].</summary>
    public Tensor PositionEmbedding { get; private set; } = null!;

    /// <summary>The blocks, from the first layer on.</summary>
    public IReadOnlyList<BlockWeights> Blocks { get; private set; } = [];

    /// <summary>The norm before the unembedding.</summary>
    public NormWeights FinalNorm { get; private set; } = null!;

    /// <summary>[vocabulary, d_model]; the token embedding itself where they are tied.</summary>
    public Tensor Unembedding { get; private set; } = null!;

    /// <summary>Every parameter with its Hugging Face name, in the order of the checkpoint; a tied unembedding appears once.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Parameters => _parameters;

    /// <summary>Builds the weights of a model, asking <paramref name="source"/> for each parameter in turn.</summary>
    public static ModelWeights Create(ModelConfig config, ParameterSource source)
    {
        ModelWeights weights = new();
        long width = config.ModelWidth;

        Tensor Take(string name, params long[] shape)
        {
            Tensor value = source(name, shape).DetachFromDisposeScope();
            weights._parameters.Add((name, value));
            return value;
        }

        NormWeights Norm(string name) => new(Take(name + ".weight", width), Take(name + ".bias", width));
        LinearWeights Linear(string name, long inputs, long outputs) => new(Take(name + ".weight", inputs, outputs), Take(name + ".bias", outputs));

        try
        {
            weights.TokenEmbedding = Take("transformer.wte.weight", config.VocabularySize, width);
            weights.PositionEmbedding = Take("transformer.wpe.weight", config.ContextLength, width);
            weights.Blocks = [.. Enumerable.Range(0, config.Layers).Select(layer => $"transformer.h.{layer}").Select(block => new BlockWeights(
                Norm(block + ".ln_1"),
                Linear(block + ".attn.c_attn", width, 3 * width),
                Linear(block + ".attn.c_proj", width, width),
                Norm(block + ".ln_2"),
                Linear(block + ".mlp.c_fc", width, config.MlpWidth),
                Linear(block + ".mlp.c_proj", config.MlpWidth, width)))];
            weights.FinalNorm = Norm("transformer.ln_f");
            weights.Unembedding = config.TiedEmbedding ? weights.TokenEmbedding : Take("lm_head.weight", config.VocabularySize, width);
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>The name and shape of each parameter of a model.</summary>
    public static IReadOnlyList<(string Name, long[] Shape)> Layout(ModelConfig config)
    {
        List<(string, long[])> layout = [];
        using Tensor placeholder = zeros([1]);
        using DisposeScope scope = NewDisposeScope();
        _ = Create(config, (name, shape) =>
        {
            layout.Add((name, shape));
            return placeholder;
        });
        return layout;
    }

    /// <summary>
    /// Random weights as GPT-2 starts from: normal with deviation 0.02, projections into the residual stream scaled down by the square
    /// root of twice the number of layers, norms at one, biases at zero.
    /// </summary>
    public static ModelWeights Random(ModelConfig config, long seed)
    {
        manual_seed(seed);
        double residual = 0.02 / Math.Sqrt(2.0 * config.Layers);
        return Create(config, (name, shape) => name switch
        {
            _ when name.EndsWith(".bias", StringComparison.Ordinal) => zeros(shape),
            _ when name.Contains(".ln_", StringComparison.Ordinal) => ones(shape),
            _ when name.EndsWith("c_proj.weight", StringComparison.Ordinal) => empty(shape).normal_(0, residual),
            _ => empty(shape).normal_(0, 0.02),
        });
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        foreach ((_, Tensor value) in _parameters)
        {
            value.Dispose();
        }
    }
}
