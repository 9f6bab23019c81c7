namespace LogitLens.Statistics;

/// <summary>
/// Per-class scores of a confusion matrix and their means. A ratio of nothing (no answer of the class, no example of it) is 0, as in
/// scikit-learn with <c>zero_division=0</c>; <see cref="Support"/> and <see cref="Predicted"/> tell such a 0 from an earned one.
/// </summary>
internal sealed class ClassScores
{
    public ClassScores(ConfusionMatrix matrix)
    {
        int classes = matrix.Labels.Count;
        N = matrix.N;
        TruePositive = new int[classes];
        Support = new int[classes];
        Predicted = new int[classes];
        for (int c = 0; c < classes; c++)
        {
            TruePositive[c] = matrix.Counts[c][c];
            Support[c] = matrix.Support(c);
            Predicted[c] = matrix.Predicted(c);
        }
    }

    public int N { get; }

    public int[] TruePositive { get; }

    public int[] Support { get; }

    public int[] Predicted { get; }

    /// <summary>Examples of other classes that were not answered with this one.</summary>
    public int TrueNegative(int c) => N - Support[c] - Predicted[c] + TruePositive[c];

    public double Precision(int c) => Ratio(TruePositive[c], Predicted[c]);

    public double Recall(int c) => Ratio(TruePositive[c], Support[c]);

    public double Specificity(int c) => Ratio(TrueNegative(c), N - Support[c]);

    public double F1(int c) => Ratio(2 * TruePositive[c], Support[c] + Predicted[c]);

    /// <summary>Mean recall over the classes that have examples, as in scikit-learn; null when none has.</summary>
    public double? BalancedAccuracy()
    {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < Support.Length; c++)
        {
            sum += Recall(c);
            present += Support[c] > 0 ? 1 : 0;
        }

        return present == 0 ? null : sum / present;
    }

    /// <summary>The plain mean over all classes; null without examples.</summary>
    public double? Macro(Func<int, double> score) => N == 0 ? null : Enumerable.Range(0, Support.Length).Average(score);

    /// <summary>The mean over classes weighted by their examples; null without examples.</summary>
    public double? Weighted(Func<int, double> score) =>
        N == 0 ? null : Enumerable.Range(0, Support.Length).Sum(c => score(c) * Support[c]) / N;

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
