namespace LogitLens.Models;

/// <summary>
/// An MLP's norm and first map as one linear map of resid_mid: pre = (x W) / deviation(x) + b. The norm's gain and its subtraction of the mean
/// lie within W, so a change of x changes x W by the change times W.
/// </summary>
/// <param name="Weight">W, [d_model, d_mlp].</param>
/// <param name="Bias">b, [d_mlp].</param>
/// <param name="NormEpsilon">What the norm adds to the variance.</param>
internal sealed record FoldedMlpInput(Tensor Weight, Tensor Bias, double NormEpsilon)
{
    /// <summary>Folds a block's norm and map; the result belongs to the current dispose scope.</summary>
    public static FoldedMlpInput Of(BlockWeights block, ModelConfig config)
    {
        Tensor weight = block.MlpNorm.Gain.unsqueeze(1).mul(block.MlpIn.Weight);
        weight.sub_(weight.mean([0], keepdim: true));
        Tensor bias = block.MlpNorm.Bias.unsqueeze(0).mm(block.MlpIn.Weight).squeeze(0).add(block.MlpIn.Bias);
        return new FoldedMlpInput(weight, bias, config.NormEpsilon);
    }

    /// <summary>The MLP's hidden layer before its nonlinearity, in the memory of <paramref name="products"/>.</summary>
    /// <param name="products">x W, [.., d_mlp].</param>
    /// <param name="residMid">x, [.., d_model].</param>
    public Tensor Scale(Tensor products, Tensor residMid)
    {
        Tensor centred = residMid.sub(residMid.mean([-1], keepdim: true));
        Tensor variance = centred.norm(-1, keepdim: true).square().div(residMid.size(-1));
        return products.mul_(variance.add(NormEpsilon).rsqrt()).add_(Bias);
    }
}
