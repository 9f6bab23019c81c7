namespace LogitLens.Tests.Statistics;

/// <summary>Comparison of floating-point results.</summary>
internal static class Approximately
{
    /// <summary>Fails unless the values agree to the relative tolerance (absolute below 1e-300).</summary>
    public static void Equal(double expected, double? actual, double relative = 1e-10)
    {
        Assert.NotNull(actual);
        double error = Math.Abs(expected - actual.Value);
        Assert.True(
            error <= (relative * Math.Abs(expected)) + 1e-300,
            $"expected {expected:R}, got {actual:R}, relative error {error / expected:G3}");
    }

    /// <summary>Fails unless all values agree to the absolute tolerance.</summary>
    public static void AllEqual(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance = 1e-10)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
