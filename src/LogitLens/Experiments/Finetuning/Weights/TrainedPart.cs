using LogitLens.Models;

namespace LogitLens.Experiments.Finetuning;

/// <summary>The part of a model that is trained: the last layers, the final norm, and what logits are made by, where that is a tensor of its own.</summary>
internal sealed class TrainedPart
{
    private readonly HashSet<string> _names;

    /// <param name="config">The model's shape.</param>
    /// <param name="last">How many layers; 0 for a classification head alone.</param>
    /// <exception cref="InputException">The model has fewer layers.</exception>
    public TrainedPart(ModelConfig config, int last)
    {
        if (last > config.Layers)
        {
            throw new InputException($"--train-last {last}: the model has {config.Layers} layers");
        }

        _names = [.. config.Architecture.Of(config).Where(planned => IsTrained(planned, config.Layers - last, last)).Select(planned => planned.Name)];
    }

    /// <summary>Whether a parameter of this name is trained.</summary>
    public bool Has(string name) => _names.Contains(name);

    private static bool IsTrained(PlannedTensor planned, int first, int last) => planned.Role switch
    {
        WeightRole.TokenEmbedding or WeightRole.PositionEmbedding => false,
        WeightRole.Unembedding => true,
        WeightRole.FinalNormGain or WeightRole.FinalNormBias => last > 0,
        _ => planned.Layer >= first,
    };
}
