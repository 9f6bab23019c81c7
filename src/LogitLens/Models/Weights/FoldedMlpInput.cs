namespace LogitLens.Models;

/// <summary>
/// An MLP's norm and first map as one linear map of resid_mid: pre = (x W) scale(x) + b. A change of x changes x W by the change times W.
/// </summary>
/// <param name="Map">W, [d_model, d_mlp], and b, [d_mlp].</param>
/// <param name="Norm">The norm, for its scale.</param>
internal sealed record FoldedMlpInput(LinearWeights Map, NormWeights Norm)
{
    /// <summary>W, [d_model, d_mlp].</summary>
    public Tensor Weight => Map.Weight;

    /// <summary>Folds a block's norm and map; the result belongs to the current dispose scope.</summary>
    public static FoldedMlpInput Of(BlockWeights block) => new(block.MlpNorm.Fold(block.MlpIn.Weight, block.MlpIn.Bias), block.MlpNorm);

    /// <summary>The MLP's hidden layer before its nonlinearity, in the memory of <paramref name="products"/>.</summary>
    /// <param name="products">x W, [.., d_mlp].</param>
    /// <param name="residMid">x, [.., d_model].</param>
    public Tensor Scale(Tensor products, Tensor residMid) => products.mul_(Norm.Scale(residMid)).add_(Map.Bias);
}
