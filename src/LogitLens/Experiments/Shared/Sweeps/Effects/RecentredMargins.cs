namespace LogitLens.Experiments.Sweeps;

/// <summary>
/// How far each example's right label stands out when every label's logit is counted from that label's own mean. What is added to a label's logit
/// for all examples alike changes nothing, so an edit that makes one class more likely everywhere does not seem to matter to it, nor to the others.
/// </summary>
internal static class RecentredMargins
{
    /// <summary>
    /// The right label's logit less the mean of the others', each less its mean over the classes (of the means over their examples); [example].
    /// </summary>
    /// <param name="logits">The labels' logits, [example][label].</param>
    public static double[] Of(IReadOnlyList<int> labels, IReadOnlyList<float[]> logits)
    {
        ILookup<int, int> classes = Enumerable.Range(0, labels.Count).ToLookup(row => labels[row]);
        double[] means =
        [
            .. Enumerable.Range(0, logits.Count == 0 ? 0 : logits[0].Length).Select(label =>
                classes.Average(rows => rows.Average(row => (double)logits[row][label]))),
        ];
        return [.. labels.Select((right, row) => Margin(logits[row], means, right))];
    }

    private static double Margin(float[] logits, double[] means, int right)
    {
        double all = 0;
        for (int label = 0; label < logits.Length; label++)
        {
            all += logits[label] - means[label];
        }

        double own = logits[right] - means[right];
        return own - ((all - own) / (logits.Length - 1));
    }
}
