using LogitLens.Figures;
using LogitLens.Statistics;

namespace LogitLens.Tests.Figures;

/// <summary>Every kind of figure, with the data that it was made for and with data that it was not.</summary>
internal static partial class Gallery
{
    private const string Sample = "tiny, 872 examples of sst2 (dev), shaded: 95% Wilson intervals";

    /// <summary>All figures by name.</summary>
    public static IReadOnlyDictionary<string, Func<SvgDocument>> All { get; } = new[]
    {
        Lines(), Heatmaps(), Lenses(), BarCharts(), Pies(), Evaluations(), Scatters(), Strips(),
    }.SelectMany(kind => kind).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static FigureHeading Heading(string title) => new(title, Sample);

    private static Estimate Around(double value, double half) => new(value, new Interval(value - half, value + half, 0.95), 100);

    private static double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];

    private static string[] Indices(int count) => [.. Enumerable.Range(0, count).Select(i => i.ToString())];

    private static double[][] Table(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns).Select(column => value(row, column)).ToArray())];

    /// <summary>A number between -1 and 1 that looks random and always is the same.</summary>
    private static double Noise(int a, int b = 0)
    {
        double x = Math.Sin((a * 12.9898) + (b * 78.233) + 0.5) * 43758.5453;
        return (2 * (x - Math.Floor(x))) - 1;
    }
}
