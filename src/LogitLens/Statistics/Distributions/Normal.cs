namespace LogitLens.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    private const double SquareRootOfTwoPi = 2.5066282746310002;

    /// <summary>The probability of a value up to <paramref name="x"/>, to about 12 digits, in the lower tail as well.</summary>
    /// <exception cref="ArgumentException"><paramref name="x"/> is NaN.</exception>
    public static double Cdf(double x)
    {
        Guard.NoNaN([x], nameof(x));
        return x > 0 ? 1 - LowerTail(-x) : LowerTail(x);
    }

    /// <summary>The value up to which the given probability lies.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> does not lie strictly between 0 and 1.</exception>
    public static double Quantile(double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability strictly between 0 and 1 is needed");
        }

        if (probability > 0.5)
        {
            return -Quantile(1 - probability);
        }

        // Abramowitz and Stegun 26.2.23 is good to 4.5e-4; each of Halley's steps triples the digits.
        double t = Math.Sqrt(-2 * Math.Log(probability));
        double x = ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))) - t;
        for (int step = 0; step < 3; step++)
        {
            double error = (LowerTail(x) - probability) / Density(x);
            x -= error / (1 + (x * error / 2));
        }

        return x;
    }

    internal static double Density(double x) => Math.Exp(-x * x / 2) / SquareRootOfTwoPi;

    private static double LowerTail(double x)
    {
        double size = Math.Abs(x);
        if (size > 38.5)
        {
            return 0;
        }

        if (size < 3)
        {
            // Taylor series around 0: 1/2 + density(x) (x + x^3/3 + x^5/(3*5) + ...).
            double sum = x;
            double term = x;
            for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
            {
                term *= x * x / k;
                sum += term;
            }

            return 0.5 + (Density(x) * sum);
        }

        // Laplace's continued fraction for the tail, from the far end.
        double fraction = size;
        for (int k = 120; k >= 1; k--)
        {
            fraction = size + (k / fraction);
        }

        return Density(x) / fraction;
    }
}
