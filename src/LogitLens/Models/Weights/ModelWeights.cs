namespace LogitLens.Models;

/// <summary>
/// All weights of a model, put together as its <see cref="Architecture"/> lists them: loading, saving, random initialisation and training go
/// through <see cref="Create(ModelConfig, ParameterSource)"/>.
/// </summary>
public sealed class ModelWeights : IDisposable
{
    // libtorch's generator is the process's own: one model at a time draws from it.
    private static readonly Lock s_generator = new();

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

    /// <summary>[vocabulary, d_model], the token embedding itself where they are tied; [class, d_model] in a model for classification.</summary>
    public Tensor Unembedding { get; private set; } = null!;

    /// <summary>Every parameter with its Hugging Face name, in the order of the checkpoint; a tied unembedding appears once.</summary>
    public IReadOnlyList<(string Name, Tensor Value)> Parameters => _parameters;

    /// <summary>Builds the weights of a model, asking <paramref name="source"/> for each parameter in turn.</summary>
    public static ModelWeights Create(ModelConfig config, ParameterSource source) => Create(config, planned => source(planned.Name, planned.Shape));

    /// <summary>
    /// Random weights as GPT-2 starts from: normal with deviation 0.02, projections into the residual stream scaled down by the square
    /// root of twice the number of layers, norms at one, biases at zero.
    /// </summary>
    public static ModelWeights Random(ModelConfig config, long seed)
    {
        double residual = 0.02 / Math.Sqrt(2.0 * config.Layers);
        return Drawn(seed, () => Create(config, planned => planned.Role switch
        {
            WeightRole.AttentionNormGain or WeightRole.MlpNormGain or WeightRole.FinalNormGain => ones(planned.Shape),
            WeightRole.AttentionOutputWeight or WeightRole.MlpOutWeight => empty(planned.Shape).normal_(0, residual),
            _ when planned.Shape.Length == 1 => zeros(planned.Shape),
            _ => empty(planned.Shape).normal_(0, 0.02),
        }));
    }

    /// <summary>Makes weights of which some are drawn: the same for the same seed, also where other models are drawn at the same moment.</summary>
    internal static ModelWeights Drawn(long seed, Func<ModelWeights> make)
    {
        lock (s_generator)
        {
            manual_seed(seed);
            return make();
        }
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        foreach ((_, Tensor value) in _parameters)
        {
            value.Dispose();
        }
    }

    private static ModelWeights Create(ModelConfig config, Func<PlannedTensor, Tensor> source)
    {
        ModelWeights weights = new();
        try
        {
            Dictionary<(WeightRole Role, int Layer), Tensor> made = [];
            foreach (PlannedTensor planned in config.Architecture.Of(config))
            {
                Tensor value = source(planned).DetachFromDisposeScope();
                weights._parameters.Add((planned.Name, value));
                made[(planned.Role, planned.Layer)] = value;
            }

            weights.Arrange(config, made);
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private void Arrange(ModelConfig config, Dictionary<(WeightRole Role, int Layer), Tensor> made)
    {
        NormWeights Norm(WeightRole gain, WeightRole bias, int layer = 0) => new(made[(gain, layer)], made[(bias, layer)], config.NormEpsilon);
        LinearWeights Linear(WeightRole weight, WeightRole bias, int layer) => new(made[(weight, layer)], made[(bias, layer)]);
        TokenEmbedding = made[(WeightRole.TokenEmbedding, 0)];
        PositionEmbedding = made[(WeightRole.PositionEmbedding, 0)];
        Blocks = [.. Enumerable.Range(0, config.Layers).Select(layer => new BlockWeights(
            Norm(WeightRole.AttentionNormGain, WeightRole.AttentionNormBias, layer),
            Linear(WeightRole.QueryKeyValueWeight, WeightRole.QueryKeyValueBias, layer),
            Linear(WeightRole.AttentionOutputWeight, WeightRole.AttentionOutputBias, layer),
            Norm(WeightRole.MlpNormGain, WeightRole.MlpNormBias, layer),
            Linear(WeightRole.MlpInWeight, WeightRole.MlpInBias, layer),
            Linear(WeightRole.MlpOutWeight, WeightRole.MlpOutBias, layer)))];
        FinalNorm = Norm(WeightRole.FinalNormGain, WeightRole.FinalNormBias);
        Unembedding = config is { TiedEmbedding: true, Head: null } ? TokenEmbedding : made[(WeightRole.Unembedding, 0)];
    }
}
