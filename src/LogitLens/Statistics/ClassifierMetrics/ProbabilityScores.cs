namespace LogitLens.Statistics;

/// <summary>Proper scores of predicted distributions, example by example; the data set's score is their mean.</summary>
public static class ProbabilityScores
{
    /// <summary>Smaller probabilities count as this in the log-loss, as in scikit-learn, so that it stays below 36.05 nats.</summary>
    public const double SmallestProbability = 2.220446049250313e-16;

    /// <summary>Minus the natural logarithm of the right class's share of the row (multi-class cross-entropy, in nats).</summary>
    /// <exception cref="ArgumentException">A probability is NaN.</exception>
    public static double LogLoss(ReadOnlySpan<double> probabilities, int actual)
    {
        Guard.NoNaN(probabilities, nameof(probabilities));
        double sum = 0;
        foreach (double p in probabilities)
        {
            sum += Clip(p);
        }

        return -Math.Log(Clip(probabilities[actual]) / sum);
    }

    /// <summary>
    /// The sum over classes of the squared distance from the right answer (G. W. Brier, 1950): 0 to 2. For two classes that is twice
    /// scikit-learn's <c>brier_score_loss</c>, which looks at one class only.
    /// </summary>
    /// <exception cref="ArgumentException">A probability is NaN.</exception>
    public static double Brier(ReadOnlySpan<double> probabilities, int actual)
    {
        Guard.NoNaN(probabilities, nameof(probabilities));
        double sum = 0;
        for (int c = 0; c < probabilities.Length; c++)
        {
            double error = probabilities[c] - (c == actual ? 1 : 0);
            sum += error * error;
        }

        return sum;
    }

    private static double Clip(double p) => Math.Clamp(p, SmallestProbability, 1 - SmallestProbability);
}
