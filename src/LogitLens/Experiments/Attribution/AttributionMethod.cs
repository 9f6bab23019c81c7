namespace LogitLens.Experiments.Attribution;

/// <summary>How a score is shared out among a prompt's tokens.</summary>
public enum AttributionMethod
{
    /// <summary>The length of the score's gradient with respect to the token's embedding: how sensitive the score is, without a sign.</summary>
    GradientNorm,

    /// <summary>The gradient times the embedding: to first order, what the token adds.</summary>
    GradientXInput,

    /// <summary>Integrated gradients (Sundararajan et al. 2017): parts that add up to the score over the baseline's.</summary>
    IntegratedGradients,

    /// <summary>What the score loses when the token is taken away.</summary>
    LeaveOneOut,

    /// <summary>Value zeroing (Mohebbi et al. 2023): how far the last position's state moves without the token's values; without a sign.</summary>
    ValueZeroing,
}
