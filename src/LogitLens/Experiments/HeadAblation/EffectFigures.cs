using System.Globalization;
using LogitLens.Experiments.Sweeps;
using LogitLens.Figures;
using LogitLens.Statistics;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>One edit's effect on one metric, as rankings and figures take it.</summary>
/// <param name="Item">What was edited.</param>
/// <param name="Effect">The difference that it makes.</param>
/// <param name="IsMuted">Whether it was tested and is not other than zero at a false discovery rate of 5%.</param>
internal sealed record RankedEffect(SweptItem Item, Estimate Effect, bool IsMuted);

/// <summary>Draws the effects of single edits on one metric: by layer and head or position, the greatest, and by layer.</summary>
/// <param name="what">What was edited.</param>
/// <param name="single">The edits.</param>
/// <param name="grid">Their effects by layer and head or position.</param>
/// <param name="valueTitle">What the effects are on.</param>
/// <param name="subtitle">Model, data, number of examples and kind of edit.</param>
/// <param name="prefix">What the figures' names begin with, where there are several metrics.</param>
internal sealed class EffectFigures(
    SweptPart what, IReadOnlyList<RankedEffect> single, IReadOnlyList<double?[]> grid, string valueTitle, string subtitle, string prefix = "")
{
    /// <summary>Whether a layer has several effects.</summary>
    public bool IsGrid => grid[0].Length > 1;

    /// <summary>What a column is.</summary>
    public string Column => what is SweptPart.Heads or SweptPart.Paths ? "head" : "position";

    /// <summary>Layers by heads or positions.</summary>
    public EffectMap Map => new(Numbers(grid.Count), ColumnLabels, "layer", Column, valueTitle);

    private string[] ColumnLabels
    {
        get
        {
            string[] labels = Numbers(grid[0].Length);
            foreach (SweptItem item in single.Select(effect => effect.Item).Where(item => item.Position is < 0))
            {
                labels[item.Column(labels.Length)] = item.Position!.Value.ToString(CultureInfo.InvariantCulture);
            }

            return labels;
        }
    }

    /// <summary>Every effect, what is not significant hatched.</summary>
    public DrawnFigure Overall() => Map.Overall(
        $"{prefix}effects-by-layer-and-{Column}",
        new FigureHeading($"What editing each {Column} does", subtitle),
        [.. grid.Select(row => row.Select(value => value ?? double.NaN).ToArray())],
        Muted());

    /// <summary>The greatest effects with their intervals.</summary>
    public DrawnFigure Top() => TopEffects.Draw(
        $"{prefix}top-effects",
        subtitle,
        single.Select(effect => (effect.Item.Name, effect.Effect)),
        what is SweptPart.Heads or SweptPart.Paths ? "head" : "edited",
        valueTitle);

    /// <summary>Each layer's effect, or the mean of its effects where it has several.</summary>
    public DrawnFigure Layers()
    {
        RankedEffect?[] whole = [.. Enumerable.Range(0, grid.Count).Select(OnlyOneOf)];
        bool intervals = Array.TrueForAll(whole, effect => effect is not null);
        double[] means = [.. grid.Select(row => row.OfType<double>().DefaultIfEmpty(double.NaN).Average())];
        return new DrawnFigure($"{prefix}effects-by-layer", new BarChart
        {
            Heading = new FigureHeading(
                intervals ? "What editing each layer does" : $"The mean effect of a layer's {Column}s", intervals ? $"{subtitle}; 95% intervals" : subtitle),
            Categories = Numbers(grid.Count),
            Series =
            [
                new BarSeries("effect", means)
                {
                    Lower = intervals ? [.. whole.Select(effect => effect!.Effect.Interval?.Low ?? double.NaN)] : null,
                    Upper = intervals ? [.. whole.Select(effect => effect!.Effect.Interval?.High ?? double.NaN)] : null,
                },
            ],
            CategoryTitle = "layer",
            ValueTitle = valueTitle,
        }.Draw());
    }

    private static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(k => k.ToString(CultureInfo.InvariantCulture))];

    private bool[][] Muted()
    {
        bool[][] muted = [.. grid.Select(row => new bool[row.Length])];
        foreach (RankedEffect effect in single)
        {
            muted[effect.Item.Layer!.Value][effect.Item.Column(grid[0].Length)] = effect.IsMuted;
        }

        return muted;
    }

    // A layer's only effect; null where the layer has several.
    private RankedEffect? OnlyOneOf(int layer)
    {
        RankedEffect[] own = [.. single.Where(effect => effect.Item.Layer == layer)];
        return own.Length == 1 ? own[0] : null;
    }
}
