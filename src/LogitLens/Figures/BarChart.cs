using LogitLens.Figures.Axes;
using LogitLens.Figures.Drawing;
using LogitLens.Figures.Plots;

namespace LogitLens.Figures;

/// <summary>Bars from zero with intervals, one or several for each category.</summary>
public sealed record BarChart
{
    /// <summary>Title, subtitle and alternative text.</summary>
    public required FigureHeading Heading { get; init; }

    /// <summary>The categories, in drawing order.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>The bars; several series stand side by side.</summary>
    public required IReadOnlyList<BarSeries> Series { get; init; }

    /// <summary>What the categories are.</summary>
    public required string CategoryTitle { get; init; }

    /// <summary>What the values are.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>How values are written.</summary>
    public ValueFormat Format { get; init; } = ValueFormat.Number;

    /// <summary>Whether bars lie, with the first category on top: for many or long names. A single series then has its values at the right.</summary>
    public bool Horizontal { get; init; }

    /// <summary>Dashed lines across the bars, such as baselines.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Draws the chart.</summary>
    /// <exception cref="ArgumentException">A series has not one value a category.</exception>
    public SvgDocument Draw()
    {
        foreach (BarSeries series in Series)
        {
            Require(series, series.Values.Count);
            Require(series, series.Lower?.Count ?? Categories.Count);
            Require(series, series.Upper?.Count ?? Categories.Count);
        }

        Page page = new(Heading, 760);
        if (!Series.Any(series => series.Values.Any(Finite.Is)))
        {
            return page.FinishEmpty("No data to draw.");
        }

        LegendEntry[] names = Series.Count > 1 ? [.. Series.Select((series, index) => Legend.Swatch(series.Name, Colours.Palette.Area(index)))] : [];
        Legend.Draw(page, [.. names, .. Legend.Entries(References)]);
        Bars bars = new(this);
        if (Horizontal)
        {
            bars.DrawLying(page);
        }
        else
        {
            bars.DrawStanding(page);
        }

        return page.Finish(Describe());
    }

    private string Describe() => $"Bar chart of {ValueTitle} by {CategoryTitle}. " + string.Join(' ', Series.Select(series =>
        (Series.Count > 1 ? series.Name + ": " : "")
        + string.Join(", ", Categories.Zip(series.Values, (name, value) => $"{name} {NumberText.Value(value, Format)}")) + "."));

    private void Require(BarSeries series, int count)
    {
        if (count != Categories.Count)
        {
            throw new ArgumentException($"series {series.Name} has {count} values for {Categories.Count} categories");
        }
    }
}
