namespace LogitLens.Models;

/// <summary>
/// The shape and the variants of a GPT-2 model, as Hugging Face's <c>GPT2Config</c> has them
/// (Radford et al. 2019, "Language Models are Unsupervised Multitask Learners").
/// </summary>
public sealed record ModelConfig
{
    /// <summary>Tokens in the vocabulary (<c>vocab_size</c>).</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Positions that the model has embeddings for (<c>n_positions</c>).</summary>
    public required int ContextLength { get; init; }

    /// <summary>Width of the residual stream, d_model (<c>n_embd</c>).</summary>
    public required int ModelWidth { get; init; }

    /// <summary>Number of blocks (<c>n_layer</c>).</summary>
    public required int Layers { get; init; }

    /// <summary>Attention heads in each block (<c>n_head</c>).</summary>
    public required int Heads { get; init; }

    /// <summary>Width of the MLP's hidden layer, d_mlp (<c>n_inner</c>, by default four times d_model).</summary>
    public required int MlpWidth { get; init; }

    /// <summary>The MLP's nonlinearity (<c>activation_function</c>).</summary>
    public Activation Activation { get; init; } = Activation.GeluTanh;

    /// <summary>Added to the variance in each norm (<c>layer_norm_epsilon</c>).</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>Whether attention scores are divided by the square root of d_head (<c>scale_attn_weights</c>).</summary>
    public bool ScaleAttention { get; init; } = true;

    /// <summary>Whether attention scores are also divided by the block's number, from 1 (<c>scale_attn_by_inverse_layer_idx</c>).</summary>
    public bool ScaleAttentionByInverseLayer { get; init; }

    /// <summary>Whether the unembedding is the token embedding itself (<c>tie_word_embeddings</c>).</summary>
    public bool TiedEmbedding { get; init; } = true;

    /// <summary>The classes of a model for classification, which has these in place of an unembedding; null for a language model.</summary>
    public ClassHead? Head { get; init; }

    /// <summary>How many logits there are: the vocabulary's tokens, or the classes.</summary>
    public int OutputSize => Head?.Labels.Count ?? VocabularySize;

    /// <summary>The family that the model is of: what its weights are called and how they lie in a checkpoint.</summary>
    public Architecture Architecture { get; init; } = Architecture.Gpt2;

    /// <summary>Width of one head, d_head.</summary>
    public int HeadWidth => ModelWidth / Heads;

    /// <summary>Number of weights; a tied unembedding counts once.</summary>
    public long ParameterCount => Architecture.Of(this).Sum(planned => planned.Shape.Aggregate(1L, (product, extent) => product * extent));

    /// <summary>How long an axis of a weight tensor is.</summary>
    public long Extent(Axis axis) => axis switch
    {
        Axis.Vocabulary => VocabularySize,
        Axis.Context => ContextLength,
        Axis.Model => ModelWidth,
        Axis.QueriesKeysValues => 3L * ModelWidth,
        Axis.Mlp => MlpWidth,
        Axis.Classes => OutputSize,
        _ => throw new ArgumentOutOfRangeException(nameof(axis)),
    };

    /// <summary>What multiplies the product of query and key in block <paramref name="layer"/>.</summary>
    public double AttentionScale(int layer) =>
        (ScaleAttention ? 1 / Math.Sqrt(HeadWidth) : 1) / (ScaleAttentionByInverseLayer ? layer + 1 : 1);
}
