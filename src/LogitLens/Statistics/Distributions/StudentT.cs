namespace LogitLens.Statistics;

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>The probability of a value up to <paramref name="t"/> with the given degrees of freedom.</summary>
    /// <exception cref="ArgumentException"><paramref name="t"/> is NaN, or the degrees of freedom are not positive.</exception>
    public static double Cdf(double t, double degrees)
    {
        Guard.NoNaN([t], nameof(t));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        double tail = BetaFunction.Regularized(degrees / (degrees + (t * t)), degrees / 2, 0.5) / 2;
        return t > 0 ? 1 - tail : tail;
    }

    /// <summary>The value up to which the given probability lies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The probability does not lie strictly between 0 and 1, or the degrees of freedom are not positive.
    /// </exception>
    public static double Quantile(double probability, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        double t = Normal.Quantile(probability);
        if (probability >= 0.5)
        {
            return probability == 0.5 ? 0 : -Quantile(1 - probability, degrees);
        }

        // The lower half of the distribution is convex and its quantile lies left of the normal one, so Newton's method comes down from
        // the right without passing the root, whatever the degrees of freedom.
        double logDensityAtZero = BetaFunction.LogGamma((degrees + 1) / 2) - BetaFunction.LogGamma(degrees / 2)
            - (0.5 * Math.Log(degrees * Math.PI));
        for (int step = 0; step < 500; step++)
        {
            double density = Math.Exp(logDensityAtZero - ((degrees + 1) / 2 * Math.Log(1 + (t * t / degrees))));
            double next = t - ((Cdf(t, degrees) - probability) / density);
            if (Math.Abs(next - t) <= 1e-14 * Math.Abs(t))
            {
                return next;
            }

            t = next;
        }

        return t;
    }
}
