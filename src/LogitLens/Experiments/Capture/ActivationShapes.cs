using LogitLens.Models;

namespace LogitLens.Experiments.Capture;

/// <summary>The shape of each site's activation for one sequence, without the batch.</summary>
internal static class ActivationShapes
{
    /// <summary>The shape for a sequence of <paramref name="length"/> tokens.</summary>
    public static long[] Of(Site site, ModelConfig config, int length) => site.Kind switch
    {
        SiteKind.Query or SiteKind.Key or SiteKind.Value or SiteKind.Z => [length, config.Heads, config.HeadWidth],
        SiteKind.AttentionScores or SiteKind.Pattern => [config.Heads, length, length],
        SiteKind.MlpPre or SiteKind.MlpPost => [length, config.MlpWidth],
        _ => [length, config.ModelWidth],
    };

    /// <summary>One row of a batch's activation, without what padding adds.</summary>
    public static Tensor Row(Site site, Tensor activation, int row, int length)
    {
        Tensor one = activation.select(0, row);
        return site.Kind is SiteKind.AttentionScores or SiteKind.Pattern
            ? one.narrow(1, 0, length).narrow(2, 0, length)
            : one.narrow(0, 0, length);
    }
}
