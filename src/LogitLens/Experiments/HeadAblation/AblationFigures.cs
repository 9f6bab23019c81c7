using System.Globalization;
using LogitLens.Experiments.Sweeps;
using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Draws a sweep.</summary>
internal static class AblationFigures
{
    private const int TopHeads = 20;

    /// <summary>A metric in words.</summary>
    public static string Name(EffectMetric metric) => metric.Name();

    public static IEnumerable<IFigure> Of(HeadAblationResult result, string what)
    {
        ItemEffect[] single = [.. result.Items.Where(effect => effect.Item.Layer is not null)];
        if (result.N == 0)
        {
            yield break;
        }

        string subtitle = $"{what}, n = {result.N.ToString(CultureInfo.InvariantCulture)}; {result.Edit}";
        if (single.Length > 0)
        {
            bool grid = result.Effects[0].Length > 1;
            if (grid)
            {
                yield return Map(result, single, subtitle);
            }

            if (result.Labels.Count > 1 && grid && HasClasses(single))
            {
                yield return Classes(result, single, subtitle);
            }

            yield return Top(result, single, subtitle);
            yield return Layers(result, single, subtitle);
        }

        if (result.Cumulative is { } removal)
        {
            yield return Removal(result, removal, subtitle);
        }

        foreach (ScreenQuality screen in result.Screens)
        {
            yield return Screen(result, screen, subtitle);
        }
    }

    private static string Columns(HeadAblationResult result) => result.What is SweptPart.Heads or SweptPart.Paths ? "head" : "position";

    private static string Effect(HeadAblationResult result) => $"effect on {Name(result.Metric)}";

    private static string[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(k => k.ToString(CultureInfo.InvariantCulture))];

    private static string[] ColumnLabels(HeadAblationResult result, ItemEffect[] single)
    {
        string[] labels = Numbers(result.Effects[0].Length);
        foreach (SweptItem item in single.Select(effect => effect.Item).Where(item => item.Position is < 0))
        {
            labels[item.Column(labels.Length)] = item.Position!.Value.ToString(CultureInfo.InvariantCulture);
        }

        return labels;
    }

    private static DrawnFigure Map(HeadAblationResult result, ItemEffect[] single, string subtitle) => new($"effects-by-layer-and-{Columns(result)}", new Heatmap
    {
        Heading = new FigureHeading($"What editing each {Columns(result)} does", subtitle),
        Values = [.. result.Effects.Select(row => row.Select(value => value ?? double.NaN).ToArray())],
        RowLabels = Numbers(result.Effects.Count),
        ColumnLabels = ColumnLabels(result, single),
        RowTitle = "layer",
        ColumnTitle = Columns(result),
        ValueTitle = Effect(result),
        Scale = ColourScale.DivergingOf(result.Effects.SelectMany(row => row).Select(value => value ?? double.NaN)),
        Muted = Muted(result, single),
        MutedTitle = "not significant (false discovery rate 5%)",
        FirstRowAtBottom = true,
    }.Draw());

    private static bool[][] Muted(HeadAblationResult result, ItemEffect[] single)
    {
        bool[][] muted = [.. result.Effects.Select(row => new bool[row.Length])];
        foreach (ItemEffect effect in single)
        {
            muted[effect.Item.Layer!.Value][effect.Item.Column(result.Effects[0].Length)] = !effect.IsSignificant;
        }

        return muted;
    }

    private static bool HasClasses(ItemEffect[] single) => single[0].Classes.Count(own => own.Effect.N > 0) > 1;

    private static DrawnFigure Classes(HeadAblationResult result, ItemEffect[] single, string subtitle)
    {
        int rows = result.Effects.Count, columns = result.Effects[0].Length;
        double[][] Values(int label)
        {
            double[][] values = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Repeat(double.NaN, columns).ToArray())];
            foreach (ItemEffect effect in single)
            {
                values[effect.Item.Layer!.Value][effect.Item.Column(result.Effects[0].Length)] = effect.Classes[label].Effect.Value ?? double.NaN;
            }

            return values;
        }

        HeatmapPanel[] panels =
        [
            .. Enumerable.Range(0, result.Labels.Count).Where(label => single[0].Classes[label].Effect.N > 0)
                .Select(label => new HeatmapPanel($"{result.Labels[label]} (n = {single[0].Classes[label].Effect.N})", Values(label))),
        ];
        return new DrawnFigure("effects-by-class", new HeatmapPanels
        {
            Heading = new FigureHeading($"What editing each {Columns(result)} does to each class", subtitle),
            Panels = panels,
            RowLabels = Numbers(rows),
            ColumnLabels = ColumnLabels(result, single),
            RowTitle = "layer",
            ColumnTitle = Columns(result),
            ValueTitle = Effect(result),
            Scale = ColourScale.DivergingOf(panels.SelectMany(panel => panel.Values).SelectMany(row => row)),
            FirstRowAtBottom = true,
        }.Draw());
    }

    private static DrawnFigure Top(HeadAblationResult result, ItemEffect[] single, string subtitle) => new("top-effects", new RankedBars
    {
        Heading = new FigureHeading("The greatest effects", $"{subtitle}; 95% intervals"),
        Entries =
        [
            .. single.Select(effect => new RankedBar(
                effect.Item.Name, effect.Effect.Value ?? double.NaN, effect.Effect.Interval?.Low, effect.Effect.Interval?.High)),
        ],
        EntryTitle = result.What is SweptPart.Heads or SweptPart.Paths ? "head" : "edited",
        ValueTitle = Effect(result),
        Top = TopHeads,
    }.Draw());

    private static DrawnFigure Layers(HeadAblationResult result, ItemEffect[] single, string subtitle)
    {
        ItemEffect?[] whole = [.. Enumerable.Range(0, result.LayerCount).Select(layer => single.SingleOrDefaultAt(layer))];
        bool intervals = Array.TrueForAll(whole, effect => effect is not null);
        double[] means = [.. result.Effects.Select(row => row.OfType<double>().DefaultIfEmpty(double.NaN).Average())];
        return new DrawnFigure("effects-by-layer", new BarChart
        {
            Heading = new FigureHeading(
                intervals ? "What editing each layer does" : $"The mean effect of a layer's {Columns(result)}s", intervals ? $"{subtitle}; 95% intervals" : subtitle),
            Categories = Numbers(result.LayerCount),
            Series =
            [
                new BarSeries("effect", means)
                {
                    Lower = intervals ? [.. whole.Select(effect => effect!.Effect.Interval?.Low ?? double.NaN)] : null,
                    Upper = intervals ? [.. whole.Select(effect => effect!.Effect.Interval?.High ?? double.NaN)] : null,
                },
            ],
            CategoryTitle = "layer",
            ValueTitle = Effect(result),
        }.Draw());
    }

    // A layer's only item; null where the layer has several.
    private static ItemEffect? SingleOrDefaultAt(this ItemEffect[] effects, int layer)
    {
        ItemEffect[] own = [.. effects.Where(effect => effect.Item.Layer == layer)];
        return own.Length == 1 ? own[0] : null;
    }

    private static DrawnFigure Removal(HeadAblationResult result, CumulativeRemoval removal, string subtitle)
    {
        double[] removed = [.. removal.Steps.Select(step => (double)step.Removed)];
        return new DrawnFigure("cumulative-removal", new LineChart
        {
            Heading = new FigureHeading(
                "Heads removed one after the other", $"{subtitle}; bands: 95% interval of the mean, middle 95% of random orders"),
            XTitle = "heads removed",
            YTitle = Name(result.Metric),
            Series =
            [
                new LineSeries("worst-hit first", removed, [.. removal.Steps.Select(step => step.Metric.Value ?? double.NaN)])
                {
                    Lower = [.. removal.Steps.Select(step => step.Metric.Interval?.Low ?? double.NaN)],
                    Upper = [.. removal.Steps.Select(step => step.Metric.Interval?.High ?? double.NaN)],
                },
                new LineSeries("random", removed, [.. removal.Steps.Select(step => step.RandomMetric.Value ?? double.NaN)])
                {
                    Lower = [.. removal.Steps.Select(step => step.RandomMetric.Interval?.Low ?? step.RandomMetric.Value ?? double.NaN)],
                    Upper = [.. removal.Steps.Select(step => step.RandomMetric.Interval?.High ?? step.RandomMetric.Value ?? double.NaN)],
                    Dashed = true,
                },
            ],
        }.Draw());
    }

    private static DrawnFigure Screen(HeadAblationResult result, ScreenQuality screen, string subtitle)
    {
        ItemEffect[] heads = [.. AblationTables.Heads(result)];
        ScatterPoint Point(int index) => new(screen.Estimates[index], heads[index].Effect.Value ?? double.NaN, heads[index].Item.Name);
        int[] chosen = [.. Enumerable.Range(0, heads.Length).Where(index => heads[index].Item.Draw is null)];
        int[] controls = [.. Enumerable.Range(0, heads.Length).Except(chosen)];
        ScatterGroup[] groups = [new("heads", [.. chosen.Select(Point)]), new("random heads", [.. controls.Select(Point)])];
        return new DrawnFigure($"screen-{screen.Screen.Split(',')[0].Replace(' ', '-')}", new ScatterPlot
        {
            Heading = new FigureHeading($"Estimated by {screen.Screen}, and measured", subtitle),
            Groups = [.. groups.Where(group => group.Points.Count > 0)],
            XTitle = "estimated effect",
            YTitle = Effect(result),
            Guide = ScatterGuide.Diagonal,
        }.Draw());
    }
}
