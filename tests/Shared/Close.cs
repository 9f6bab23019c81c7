namespace LogitLens.TestSupport;

/// <summary>Numeric comparison with an absolute tolerance and a message that shows the worst place.</summary>
internal static class Close
{
    public static void Assert(IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance, string what = "") =>
        Assert([.. expected.Select(value => (double)value)], [.. actual.Select(value => (double)value)], tolerance, what);

    public static void Assert(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string what = "")
    {
        Xunit.Assert.Equal(expected.Count, actual.Count);
        for (int k = 0; k < expected.Count; k++)
        {
            bool near = expected[k].Equals(actual[k]) || Math.Abs(expected[k] - actual[k]) <= tolerance;
            Xunit.Assert.True(near, $"{what}[{k}]: expected {expected[k]}, got {actual[k]} (tolerance {tolerance})");
        }
    }
}
