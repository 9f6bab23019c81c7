using LogitLens.TestSupport;

namespace LogitLens.Tests.Statistics.Golden;

/// <summary>Reference values computed by SciPy and scikit-learn; make_golden.py beside this file made them.</summary>
internal static class GoldenNumbers
{
    public static JsonElement Load(string name)
    {
        string path = Path.Combine(SharedFiles.RepositoryRoot, "tests", "LogitLens.Tests", "Statistics", "Golden", name);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    public static double Number(this JsonElement element, string property) => element.GetProperty(property).GetDouble();

    public static double[] Numbers(this JsonElement element, string property) => element.GetProperty(property).Numbers();

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(item => item.GetDouble())];

    public static int[] Integers(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(item => item.GetInt32())];

    /// <summary>Each row of an array of arrays of numbers.</summary>
    public static IEnumerable<double[]> Rows(this JsonElement element, string property) =>
        element.GetProperty(property).EnumerateArray().Select(Numbers);
}
