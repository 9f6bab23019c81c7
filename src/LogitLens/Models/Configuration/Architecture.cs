namespace LogitLens.Models;

/// <summary>An extent of a weight tensor, as a model's shape gives it.</summary>
public enum Axis
{
    /// <summary>Tokens.</summary>
    Vocabulary,

    /// <summary>Positions.</summary>
    Context,

    /// <summary>d_model.</summary>
    Model,

    /// <summary>Queries, keys and values of all heads side by side.</summary>
    QueriesKeysValues,

    /// <summary>d_mlp.</summary>
    Mlp,

    /// <summary>The classes of a model for classification.</summary>
    Classes,
}

/// <summary>What a weight tensor does in a model.</summary>
public enum WeightRole
{
    /// <summary>A row for each token.</summary>
    TokenEmbedding,

    /// <summary>A row for each position.</summary>
    PositionEmbedding,

    /// <summary>Multiplies what the norm before attention has brought to scale.</summary>
    AttentionNormGain,

    /// <summary>Is added after it.</summary>
    AttentionNormBias,

    /// <summary>Maps to queries, keys and values.</summary>
    QueryKeyValueWeight,

    /// <summary>Is added to them.</summary>
    QueryKeyValueBias,

    /// <summary>Maps the heads' z back into the residual stream.</summary>
    AttentionOutputWeight,

    /// <summary>Is added to that.</summary>
    AttentionOutputBias,

    /// <summary>Multiplies what the norm before the MLP has brought to scale.</summary>
    MlpNormGain,

    /// <summary>Is added after it.</summary>
    MlpNormBias,

    /// <summary>Maps to the MLP's hidden layer.</summary>
    MlpInWeight,

    /// <summary>Is added to it.</summary>
    MlpInBias,

    /// <summary>Maps the hidden layer back into the residual stream.</summary>
    MlpOutWeight,

    /// <summary>Is added to that.</summary>
    MlpOutBias,

    /// <summary>Multiplies what the last norm has brought to scale.</summary>
    FinalNormGain,

    /// <summary>Is added after it.</summary>
    FinalNormBias,

    /// <summary>A row for each token's logit.</summary>
    Unembedding,
}

/// <summary>One tensor of an architecture's checkpoints.</summary>
/// <param name="Role">What it does.</param>
/// <param name="Name">Its name there; <c>{layer}</c> stands for the block's number.</param>
/// <param name="Axes">Its extents, in the order in which it is stored; linear maps are [in, out].</param>
public sealed record TensorPlan(WeightRole Role, string Name, params Axis[] Axes)
{
    /// <summary>Whether each block has one.</summary>
    public bool InBlock => Name.Contains("{layer}", StringComparison.Ordinal);
}

/// <summary>
/// What models of one family have in common, as data: what their checkpoints hold, under which names and how it lies there. What is computed
/// from it is in few places: <see cref="NormWeights"/> (the norm), <see cref="TransformerBlock"/> (attention, MLP and how they join the
/// stream), <see cref="Transformer"/> (embedding). Experiments know none of it.
/// </summary>
/// <param name="ModelType">The family's name in config.json.</param>
/// <param name="Prefix">What tensor names may begin with, or leave out.</param>
/// <param name="Buffers">How names end that checkpoints may hold and models have no use for.</param>
/// <param name="Tensors">The weights, in the order of the checkpoint; those of blocks side by side.</param>
public sealed record Architecture(string ModelType, string Prefix, IReadOnlyList<string> Buffers, IReadOnlyList<TensorPlan> Tensors)
{
    /// <summary>GPT-2 (Radford et al. 2019), by Hugging Face's names.</summary>
    public static Architecture Gpt2 { get; } = new(
        "gpt2",
        "transformer.",
        [".attn.bias", ".attn.masked_bias"], // causal masks that old versions of transformers saved
        [
            new TensorPlan(WeightRole.TokenEmbedding, "transformer.wte.weight", Axis.Vocabulary, Axis.Model),
            new TensorPlan(WeightRole.PositionEmbedding, "transformer.wpe.weight", Axis.Context, Axis.Model),
            new TensorPlan(WeightRole.AttentionNormGain, "transformer.h.{layer}.ln_1.weight", Axis.Model),
            new TensorPlan(WeightRole.AttentionNormBias, "transformer.h.{layer}.ln_1.bias", Axis.Model),
            new TensorPlan(WeightRole.QueryKeyValueWeight, "transformer.h.{layer}.attn.c_attn.weight", Axis.Model, Axis.QueriesKeysValues),
            new TensorPlan(WeightRole.QueryKeyValueBias, "transformer.h.{layer}.attn.c_attn.bias", Axis.QueriesKeysValues),
            new TensorPlan(WeightRole.AttentionOutputWeight, "transformer.h.{layer}.attn.c_proj.weight", Axis.Model, Axis.Model),
            new TensorPlan(WeightRole.AttentionOutputBias, "transformer.h.{layer}.attn.c_proj.bias", Axis.Model),
            new TensorPlan(WeightRole.MlpNormGain, "transformer.h.{layer}.ln_2.weight", Axis.Model),
            new TensorPlan(WeightRole.MlpNormBias, "transformer.h.{layer}.ln_2.bias", Axis.Model),
            new TensorPlan(WeightRole.MlpInWeight, "transformer.h.{layer}.mlp.c_fc.weight", Axis.Model, Axis.Mlp),
            new TensorPlan(WeightRole.MlpInBias, "transformer.h.{layer}.mlp.c_fc.bias", Axis.Mlp),
            new TensorPlan(WeightRole.MlpOutWeight, "transformer.h.{layer}.mlp.c_proj.weight", Axis.Mlp, Axis.Model),
            new TensorPlan(WeightRole.MlpOutBias, "transformer.h.{layer}.mlp.c_proj.bias", Axis.Model),
            new TensorPlan(WeightRole.FinalNormGain, "transformer.ln_f.weight", Axis.Model),
            new TensorPlan(WeightRole.FinalNormBias, "transformer.ln_f.bias", Axis.Model),
            new TensorPlan(WeightRole.Unembedding, "lm_head.weight", Axis.Vocabulary, Axis.Model),
        ])
    {
        ClassHead = new TensorPlan(WeightRole.Unembedding, "score.weight", Axis.Classes, Axis.Model),
    };

    /// <summary>What stands in the unembedding's place in a model for classification; null where the family has none.</summary>
    public TensorPlan? ClassHead { get; init; }

    /// <summary>
    /// The tensors of a model of this architecture in the order of its checkpoint, with names and shapes; a tied unembedding is none of them.
    /// </summary>
    public IEnumerable<PlannedTensor> Of(ModelConfig config)
    {
        TensorPlan[] plans = [.. Tensors.Where(plan => plan.Role != WeightRole.Unembedding), .. OutputOf(config)];
        PlannedTensor Planned(TensorPlan plan, int layer) => new(
            plan.Role, layer, plan.Name.Replace("{layer}", $"{layer}", StringComparison.Ordinal), [.. plan.Axes.Select(config.Extent)]);
        return
        [
            .. plans.TakeWhile(plan => !plan.InBlock).Select(plan => Planned(plan, 0)),
            .. Enumerable.Range(0, config.Layers).SelectMany(layer => plans.Where(plan => plan.InBlock).Select(plan => Planned(plan, layer))),
            .. plans.SkipWhile(plan => !plan.InBlock).Where(plan => !plan.InBlock).Select(plan => Planned(plan, 0)),
        ];
    }

    /// <summary>The tensor that logits are made by, where it is one of its own.</summary>
    private IEnumerable<TensorPlan> OutputOf(ModelConfig config) =>
        config.Head is not null ? [ClassHead ?? throw new InvalidOperationException($"{ModelType} has no model for classification")]
            : config.TiedEmbedding ? []
            : Tensors.Where(plan => plan.Role == WeightRole.Unembedding);

    /// <summary>A name as it is without the prefix.</summary>
    public string WithoutPrefix(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    /// <summary>Whether a checkpoint may hold a tensor of this name that the model makes nothing of.</summary>
    public bool Ignores(string name, ModelConfig config) =>
        Buffers.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
        || ((config.TiedEmbedding || config.Head is not null) && Tensors.Any(plan => plan.Role == WeightRole.Unembedding && plan.Name == name));
}

/// <summary>One weight tensor of one model.</summary>
/// <param name="Role">What it does.</param>
/// <param name="Layer">The block; 0 for what is outside of them.</param>
/// <param name="Name">Its name in the checkpoint.</param>
/// <param name="Shape">Its shape.</param>
public sealed record PlannedTensor(WeightRole Role, int Layer, string Name, long[] Shape);
