namespace LogitLens.Statistics;

/// <summary>The regularised incomplete beta function, from which Student's t and the binomial tails follow.</summary>
internal static class BetaFunction
{
    private static readonly double[] s_lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>I_x(a, b) for positive a and b and x within [0, 1], by its continued fraction (modified Lentz).</summary>
    public static double Regularized(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        // The fraction converges fast on this side of the mean only; the other side is the complement.
        if (x > (a + 1) / (a + b + 2))
        {
            return 1 - Regularized(1 - x, b, a);
        }

        double logFront = LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x));
        return Math.Exp(logFront) * Fraction(x, a, b) / a;
    }

    /// <summary>The logarithm of the gamma function for positive x (Lanczos, g = 7).</summary>
    public static double LogGamma(double x)
    {
        double sum = s_lanczos[0];
        for (int k = 1; k < s_lanczos.Length; k++)
        {
            sum += s_lanczos[k] / (x - 1 + k);
        }

        double t = x + 6.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x - 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    private static double Fraction(double x, double a, double b)
    {
        const double Tiny = 1e-300;
        double c = 1;
        double d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        double result = d;
        for (int m = 1; m < 100_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            result *= d * c;

            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-15)
            {
                return result;
            }
        }

        throw new ArithmeticException($"the incomplete beta function did not converge at x = {x}, a = {a}, b = {b}");

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }
}
