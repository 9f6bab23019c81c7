namespace LogitLens.Experiments.Sweeps;

/// <summary>Reads one metric off records.</summary>
internal sealed class MetricValues(EffectMetric metric)
{
    /// <summary>The metric without an edit.</summary>
    public double Clean(SweepRecord record) => metric switch
    {
        EffectMetric.LogProb => record.CleanLogProb!.Value,
        EffectMetric.Kl => 0,
        _ => Of(record.Clean, record.Label),
    };

    /// <summary>The metric of the run that patches come from, for metrics of the labels alone.</summary>
    public double Source(float[] logits, int label) => Of(logits, label);

    /// <summary>The metric under an edit.</summary>
    public double Edited(SweepRecord record, int item) => metric switch
    {
        EffectMetric.LogProb => record.EditedLogProb![item],
        EffectMetric.Kl => record.Kl![item],
        _ => Of(record.Edited[item]!, record.Label),
    };

    private double Of(float[] logits, int label) =>
        metric == EffectMetric.Accuracy ? LabelScores.IsRight(logits, label) ? 1 : 0 : LabelScores.Difference(logits, label);
}
