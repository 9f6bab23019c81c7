using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>
/// GPT-2's dropout (Srivastava et al. 2014) as hooks: on the embeddings' sum, on attention patterns, and on what attention and MLP add to the
/// stream. What is dropped follows from libtorch's generator.
/// </summary>
internal static class Dropout
{
    /// <summary>The hooks; null where nothing is dropped.</summary>
    /// <param name="layers">How many blocks there are.</param>
    /// <param name="rate">The probability that a number is set to 0; the others are scaled up, so that the mean stays.</param>
    public static ForwardHooks? Of(int layers, double rate)
    {
        if (rate == 0)
        {
            return null;
        }

        ForwardHooks hooks = new();
        hooks.Add(new Site(SiteKind.ResidPre, 0), Drop);
        for (int layer = 0; layer < layers; layer++)
        {
            hooks.Add(new Site(SiteKind.Pattern, layer), Drop).Add(new Site(SiteKind.AttentionOut, layer), Drop).Add(new Site(SiteKind.MlpOut, layer), Drop);
        }

        return hooks;

        Tensor Drop(Site site, Tensor activation)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor kept;
            using (no_grad())
            {
                kept = empty_like(activation).uniform_(0, 1).ge(rate).to(activation.dtype).mul(1 / (1 - rate));
            }

            return activation.mul(kept).MoveToOuterDisposeScope();
        }
    }
}
