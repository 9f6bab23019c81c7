using LogitLens.Figures;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Heatmaps of a sweep's effects, such as layers by heads, the first row at the bottom; colours diverge from zero.</summary>
/// <param name="Rows">The rows' labels.</param>
/// <param name="Columns">The columns' labels.</param>
/// <param name="RowTitle">What a row is.</param>
/// <param name="ColumnTitle">What a column is.</param>
/// <param name="ValueTitle">What the effects are on.</param>
internal sealed record EffectMap(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, string RowTitle, string ColumnTitle, string ValueTitle)
{
    /// <summary>All effects, what is not significant muted.</summary>
    public DrawnFigure Overall(string name, FigureHeading heading, double[][] values, bool[][] muted) => new(name, new Heatmap
    {
        Heading = heading,
        Values = values,
        RowLabels = Rows,
        ColumnLabels = Columns,
        RowTitle = RowTitle,
        ColumnTitle = ColumnTitle,
        ValueTitle = ValueTitle,
        Scale = ColourScale.DivergingOf(values.SelectMany(row => row)),
        Muted = muted,
        MutedTitle = "not significant (false discovery rate 5%)",
        FirstRowAtBottom = true,
    }.Draw());

    /// <summary>The effects on each class side by side, in one scale.</summary>
    public DrawnFigure ByClass(FigureHeading heading, HeatmapPanel[] classes) => new("effects-by-class", new HeatmapPanels
    {
        Heading = heading,
        Panels = classes,
        RowLabels = Rows,
        ColumnLabels = Columns,
        RowTitle = RowTitle,
        ColumnTitle = ColumnTitle,
        ValueTitle = ValueTitle,
        Scale = ColourScale.DivergingOf(classes.SelectMany(panel => panel.Values).SelectMany(row => row)),
        FirstRowAtBottom = true,
    }.Draw());
}

/// <summary>The greatest of a sweep's effects as bars.</summary>
internal static class TopEffects
{
    private const int Count = 20;

    /// <summary>Draws the greatest effects with their intervals.</summary>
    /// <param name="name">The figure's name.</param>
    /// <param name="subtitle">Model, data, number of examples and kind of edit.</param>
    /// <param name="effects">All effects.</param>
    /// <param name="entryTitle">What an entry is.</param>
    /// <param name="valueTitle">What the effects are on.</param>
    public static DrawnFigure Draw(
        string name, string subtitle, IEnumerable<(string Name, Estimate Effect)> effects, string entryTitle, string valueTitle) => new(name, new RankedBars
        {
            Heading = new FigureHeading("The greatest effects", $"{subtitle}; 95% intervals"),
            Entries =
            [
                .. effects.Select(each => new RankedBar(
                    each.Name, each.Effect.Value ?? double.NaN, each.Effect.Interval?.Low, each.Effect.Interval?.High)),
            ],
            EntryTitle = entryTitle,
            ValueTitle = valueTitle,
            Top = Count,
        }.Draw());
}
