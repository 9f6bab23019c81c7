namespace LogitLens.Models;

/// <summary>What a model would be without its training: what is found in it too is none of the training's doing.</summary>
internal static class UntrainedModel
{
    /// <summary>A model of the same shape with the weights that training would start from.</summary>
    /// <param name="model">The model; the other one has its precision and device.</param>
    /// <param name="seed">Draws the weights.</param>
    public static Transformer Of(Transformer model, long seed)
    {
        using ModelWeights random = ModelWeights.Random(model.Config, seed);
        Dictionary<string, Tensor> byName = random.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        return new Transformer(model.Config, ModelWeights.Create(model.Config, (name, _) => byName[name].to(model.DType, model.Device, copy: true)));
    }
}
