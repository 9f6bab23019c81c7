namespace LogitLens.TestSupport;

/// <summary>Numeric comparison with a message that shows the worst place.</summary>
internal static class Close
{
    public static void Assert(IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance, string what = "") =>
        Assert(Doubles(expected), Doubles(actual), tolerance, what);

    public static void Assert(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string what = "") =>
        Assert(expected, actual, new Tolerance(tolerance, 0), what);

    public static void Assert(IReadOnlyList<double> expected, IReadOnlyList<float> actual, Tolerance tolerance, string what = "") =>
        Assert(expected, Doubles(actual), tolerance, what);

    public static void Assert(double expected, double actual, Tolerance tolerance, string what = "") => Assert([expected], [actual], tolerance, what);

    public static void Assert(IReadOnlyList<double> expected, IReadOnlyList<double> actual, Tolerance tolerance, string what = "")
    {
        Xunit.Assert.Equal(expected.Count, actual.Count);
        if (expected.Count == 0)
        {
            return;
        }

        int worst = Enumerable.Range(0, expected.Count).MaxBy(k => Excess(expected[k], actual[k], tolerance));
        Xunit.Assert.True(
            Excess(expected[worst], actual[worst], tolerance) <= 0,
            $"{what}[{worst}]: expected {expected[worst]}, got {actual[worst]} (tolerance {tolerance.Around(expected[worst]):0.0e+0})");
    }

    // How far beyond the tolerance; not a number is as far as can be.
    private static double Excess(double expected, double actual, Tolerance tolerance)
    {
        double excess = expected.Equals(actual) ? -1 : Math.Abs(expected - actual) - tolerance.Around(expected);
        return double.IsNaN(excess) ? double.PositiveInfinity : excess;
    }

    private static double[] Doubles(IReadOnlyList<float> values) => [.. values.Select(value => (double)value)];
}
