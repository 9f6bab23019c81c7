using LogitLens.Models;

namespace LogitLens.Experiments.Finetuning;

/// <summary>How far training moved each part of a model.</summary>
internal static class Movement
{
    /// <summary>The parts in the model's order.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="before">The weights that training started from.</param>
    /// <param name="after">Those that it ended with.</param>
    public static IReadOnlyList<PartMovement> Of(ModelConfig config, ModelWeights before, ModelWeights after)
    {
        using IDisposable gradless = no_grad();
        List<(string Part, double Moved, double Norm)> found = [];
        foreach ((PlannedTensor planned, Tensor old, Tensor now) in config.Architecture.Of(config).Zip(before.Parameters, after.Parameters)
            .Select(each => (each.First, each.Second.Value, each.Third.Value)))
        {
            using DisposeScope scope = NewDisposeScope();
            found.Add((PartOf(planned, config), Square(now.sub(old)), Square(old)));
        }

        return
        [
            .. found.GroupBy(each => each.Part).Select(part => new PartMovement(
                part.Key, Math.Sqrt(part.Sum(each => each.Moved)), Math.Sqrt(part.Sum(each => each.Moved) / part.Sum(each => each.Norm)))),
        ];
    }

    private static string PartOf(PlannedTensor planned, ModelConfig config) => planned.Role switch
    {
        WeightRole.TokenEmbedding or WeightRole.PositionEmbedding => "embeddings",
        WeightRole.FinalNormGain or WeightRole.FinalNormBias => "final norm",
        WeightRole.Unembedding => config.Head is null ? "unembedding" : "head",
        _ => $"layer {planned.Layer}",
    };

    private static double Square(Tensor x) => x.norm().to(ScalarType.Float64).item<double>() is var norm ? norm * norm : 0;
}
