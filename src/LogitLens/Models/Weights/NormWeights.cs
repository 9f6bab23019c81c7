namespace LogitLens.Models;

/// <summary>
/// A norm: layer normalisation (Ba et al. 2016), with its gain and bias, [d_model] each. It is the one place that knows how a norm brings the
/// stream to scale, and what of it is linear.
/// </summary>
/// <param name="Gain">Multiplies what has been brought to scale.</param>
/// <param name="Bias">Is added after it.</param>
/// <param name="Epsilon">What is added to the variance.</param>
public sealed record NormWeights(Tensor Gain, Tensor Bias, double Epsilon)
{
    /// <summary>The norm of a stream [.., d_model].</summary>
    public Tensor Apply(Tensor x) => nn.functional.layer_norm(x, [Gain.size(0)], Gain, Bias, Epsilon);

    /// <summary>What each position is multiplied by, [.., 1]; the rest of the norm is linear.</summary>
    public Tensor Scale(Tensor x)
    {
        Tensor centred = x.sub(x.mean([-1], keepdim: true));
        Tensor variance = centred.norm(-1, keepdim: true).square().div(x.size(-1));
        return variance.add(Epsilon).rsqrt();
    }

    /// <summary>
    /// The norm and a linear map after it as one: norm(x) W + b = (x W') scale(x) + b'. The gain and the subtraction of the mean lie within W'.
    /// </summary>
    /// <param name="weight">W, [d_model, n].</param>
    /// <param name="bias">b, [n]; null for none.</param>
    public LinearWeights Fold(Tensor weight, Tensor? bias = null)
    {
        Tensor folded = Gain.unsqueeze(1).mul(weight);
        folded.sub_(folded.mean([0], keepdim: true));
        Tensor constant = Bias.unsqueeze(0).mm(weight).squeeze(0);
        return new LinearWeights(folded, bias is null ? constant : constant.add(bias));
    }
}
