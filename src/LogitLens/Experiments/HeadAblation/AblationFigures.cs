using System.Globalization;
using LogitLens.Experiments.Sweeps;
using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Draws a sweep.</summary>
internal static class AblationFigures
{
    /// <summary>A metric in words.</summary>
    public static string Name(EffectMetric metric) => metric.Name();

    public static IEnumerable<IFigure> Of(HeadAblationResult result, string what)
    {
        ItemEffect[] single = [.. result.Items.Where(effect => effect.Item.Layer is not null)];
        if (result.N == 0)
        {
            yield break;
        }

        string subtitle = $"{what}, n = {result.N.ToString(CultureInfo.InvariantCulture)}; {result.What.ToString().ToLowerInvariant()}: {result.Edit}";
        if (single.Length > 0)
        {
            EffectFigures effects = new(result.What, [.. single.Select(effect => effect.Ranked)], result.Effects, Effect(result), subtitle);
            if (effects.IsGrid)
            {
                yield return effects.Overall();
            }

            if (result.Labels.Count > 1 && effects.IsGrid && HasClasses(single))
            {
                yield return Classes(result, single, effects, subtitle);
            }

            yield return effects.Top();
            yield return effects.Layers();
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

    private static string Effect(HeadAblationResult result) => $"effect on {Name(result.Metric)}";

    private static bool HasClasses(ItemEffect[] single) => single[0].Classes.Count(own => own.Effect.N > 0) > 1;

    private static DrawnFigure Classes(HeadAblationResult result, ItemEffect[] single, EffectFigures effects, string subtitle)
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

        return effects.Map.ByClass(
            new FigureHeading($"What editing each {effects.Column} does to each class", subtitle),
            [
                .. Enumerable.Range(0, result.Labels.Count).Where(label => single[0].Classes[label].Effect.N > 0)
                    .Select(label => new HeatmapPanel($"{result.Labels[label]} (n = {single[0].Classes[label].Effect.N})", Values(label))),
            ]);
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
