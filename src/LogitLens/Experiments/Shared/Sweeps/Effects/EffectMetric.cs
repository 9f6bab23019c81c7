namespace LogitLens.Experiments.Sweeps;

/// <summary>How an effect is measured.</summary>
public enum EffectMetric
{
    /// <summary>The right label's logit less the greatest other label's.</summary>
    LogitDifference,

    /// <summary>The right label's log-probability among all tokens, in nats.</summary>
    LogProb,

    /// <summary>Whether the right label is the most probable of the labels.</summary>
    Accuracy,

    /// <summary>KL(clean output || edited output) at the last position, in nats.</summary>
    Kl,

    /// <summary>The first label's logit less the second's, whichever is right.</summary>
    LabelContrast,

    /// <summary>The right label's logit less the mean of the others', each label's counted from its mean over the classes.</summary>
    Recentred,
}

/// <summary>Metrics in words.</summary>
internal static class EffectMetrics
{
    /// <summary>What the option says that chooses one.</summary>
    public const string Help =
        "What an effect is a difference of: the right label's logit less the best other label's, its log-probability, accuracy among the labels, "
        + "KL to the clean output, the first label's logit less the second's (label-contrast), or recentred: the right label's logit less the "
        + "mean of the others', each label's counted from its own mean, so that what makes a label likelier everywhere changes nothing";

    /// <summary>The metric and its unit, as axes have it.</summary>
    public static string Name(this EffectMetric metric) => metric switch
    {
        EffectMetric.LogProb => "log-probability, nats",
        EffectMetric.Accuracy => "accuracy",
        EffectMetric.Kl => "KL to the clean output, nats",
        EffectMetric.LabelContrast => "logit of the first label less the second's",
        EffectMetric.Recentred => "recentred logit difference",
        _ => "logit difference",
    };
}
