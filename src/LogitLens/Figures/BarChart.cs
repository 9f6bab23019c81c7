using LogitLens.Statistics;

namespace LogitLens.Figures;

/// <summary>One bar for each category of a chart; an estimate without a value has none, and one with an interval has a whisker.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">One estimate a category.</param>
public sealed record BarSeries(string Name, IReadOnlyList<Estimate> Values)
{
    /// <summary>Bars of plain numbers, without intervals; NaN draws none.</summary>
    public BarSeries(string name, IEnumerable<double> values)
        : this(name, [.. values.Select(value => new Estimate(value, null, 0))])
    {
    }

    /// <summary>What sets it apart; null for the next colour.</summary>
    public SeriesStyle? Style { get; init; }

    /// <summary>Styles of its own for each category; null for one style.</summary>
    public IReadOnlyList<SeriesStyle>? Styles { get; init; }

    /// <summary>Bars to fade and hatch, such as those that are not significant; null for none.</summary>
    public IReadOnlyList<bool>? Muted { get; init; }
}

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

    /// <summary>
    /// Whether bars lie, with the first category on top: for many or long names. A single series then has its values at the right.
    /// </summary>
    public bool Horizontal { get; init; }

    /// <summary>
    /// Whether the sign gives the colour, as on heatmaps, even where no value is negative; where one series has negative values it always does.
    /// </summary>
    public bool Signed { get; init; }

    /// <summary>What a hatched bar means.</summary>
    public string MutedTitle { get; init; } = "not significant";

    /// <summary>Dashed lines across the bars, such as baselines.</summary>
    public IReadOnlyList<ReferenceLine> References { get; init; } = [];

    /// <summary>Draws the chart.</summary>
    /// <exception cref="ArgumentException">A series has not one value a category.</exception>
    public SvgDocument Draw()
    {
        foreach (BarSeries series in Series)
        {
            Require(series, series.Values.Count);
            Require(series, series.Muted?.Count ?? Categories.Count);
            Require(series, series.Styles?.Count ?? Categories.Count);
        }

        Page page = new(Heading, 760);
        if (!Series.Any(series => series.Values.Any(estimate => Finite.Is(estimate.Value))))
        {
            return page.FinishEmpty("No data to draw.");
        }

        IEnumerable<LegendEntry> names = Series.Select((series, index) => Legend.Swatch(series.Name, series.Style?.Ink ?? Palette.Area(index)));
        bool muted = Series.Any(series => series.Muted?.Contains(true) == true);
        Legend.Draw(
            page, [.. Series.Count > 1 ? names : [], .. muted ? [Legend.Muted(MutedTitle)] : Array.Empty<LegendEntry>(), .. Legend.Entries(References)]);
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
        + string.Join(", ", Categories.Zip(series.Values, (name, value) => $"{name} {NumberText.Value(value.Value ?? double.NaN, Format)}")) + "."));

    private void Require(BarSeries series, int count)
    {
        if (count != Categories.Count)
        {
            throw new ArgumentException($"series {series.Name} has {count} values for {Categories.Count} categories");
        }
    }
}
