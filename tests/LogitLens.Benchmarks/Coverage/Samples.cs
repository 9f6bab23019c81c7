namespace LogitLens.Benchmarks.Coverage;

/// <summary>Random numbers of known distributions.</summary>
internal static class Samples
{
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static double Exponential(this Random random) => -Math.Log(1 - random.NextDouble());

    /// <summary>Marsaglia and Tsang (2000); the mean is the shape.</summary>
    public static double Gamma(this Random random, double shape)
    {
        if (shape < 1)
        {
            return random.Gamma(shape + 1) * Math.Pow(random.NextDouble(), 1 / shape);
        }

        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        for (; ; )
        {
            double x = random.Normal(), v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    /// <summary>The mean is a / (a + b).</summary>
    public static double Beta(this Random random, double a, double b)
    {
        double x = random.Gamma(a);
        return x / (x + random.Gamma(b));
    }

    public static bool Chance(this Random random, double p) => random.NextDouble() < p;

    public static int Of(this Random random, IReadOnlyList<double> shares)
    {
        double place = random.NextDouble() * shares.Sum();
        int index = 0;
        while (index < shares.Count - 1 && (place -= shares[index]) >= 0)
        {
            index++;
        }

        return index;
    }

    public static double[] Draw(int n, Func<double> value) => [.. Enumerable.Range(0, n).Select(_ => value())];

    public static bool[] Draw(int n, Func<bool> value) => [.. Enumerable.Range(0, n).Select(_ => value())];
}
