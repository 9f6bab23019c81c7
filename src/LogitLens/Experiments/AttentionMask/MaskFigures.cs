using System.Globalization;
using LogitLens.Experiments.Sweeps;
using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Draws a sweep.</summary>
internal static class MaskFigures
{
    private const int TopRegions = 20;

    public static IEnumerable<IFigure> Of(AttentionMaskResult result, string what)
    {
        if (result.N == 0)
        {
            yield break;
        }

        string subtitle = $"{what}, n = {result.N.ToString(CultureInfo.InvariantCulture)}; "
            + (result.Renormalise == Renormalisation.On ? "hidden before the softmax" : "hidden after the softmax");
        EffectGrid? grid = EffectGrid.Of(result);
        if (grid is { Rows.Count: > 1, Columns.Count: > 1 })
        {
            yield return Overall(result, grid, subtitle);
        }

        if (grid is { Rows.Count: > 1, Columns.Count: > 1 } && ClassesShown(result).Length > 1)
        {
            yield return Classes(result, grid, subtitle);
        }

        if (grid is not null && grid.Sweep != MaskSweep.Heads && grid.Lines.Any())
        {
            yield return Lines(result, grid, subtitle);
        }

        yield return TopEffects.Draw("top-effects", subtitle, result.Ranked.Select(effect => (effect.Item.Name, effect.Effect)), "hidden", Effect(result));
        if (ClassesShown(result).Length > 1)
        {
            yield return TopByClass(result, subtitle);
        }

        if (result.Strips.Count > 0)
        {
            yield return Strips(result, subtitle);
        }
    }

    private static string Effect(AttentionMaskResult result) => $"effect on {result.Metric.Name()}";

    private static int[] ClassesShown(AttentionMaskResult result) => result.Items.Count == 0
        ? []
        : [.. Enumerable.Range(0, result.Labels.Count).Where(label => result.Items.Any(effect => effect.Classes[label].Effect.N > 0))];

    private static EffectMap Map(AttentionMaskResult result, EffectGrid grid) =>
        new(grid.Rows, grid.Columns, grid.RowTitle, grid.ColumnTitle, Effect(result));

    private static DrawnFigure Overall(AttentionMaskResult result, EffectGrid grid, string subtitle) => Map(result, grid).Overall(
        "effects-map", new FigureHeading("What hiding attention does", subtitle), grid.Values(effect => effect.Effect.Value), grid.Muted());

    private static DrawnFigure Classes(AttentionMaskResult result, EffectGrid grid, string subtitle) => Map(result, grid).ByClass(
        new FigureHeading("What hiding attention does to each class", subtitle),
        [
            .. ClassesShown(result).Select(label => new HeatmapPanel(
                $"{result.Labels[label]} (n = {result.Items.Max(effect => effect.Classes[label].Effect.N)})",
                grid.Values(effect => effect.Classes[label].Effect.Value))),
        ]);

    private static DrawnFigure Lines(AttentionMaskResult result, EffectGrid grid, string subtitle) => new("effects-by-place", new LineChart
    {
        Heading = new FigureHeading($"What hiding attention does, by {grid.LineTitle}", $"{subtitle}; bands: 95% intervals"),
        Series =
        [
            .. grid.Lines.Select(line => new LineSeries(line.Name, line.X, [.. line.Effects.Select(effect => effect.Effect.Value ?? double.NaN)])
            {
                Lower = [.. line.Effects.Select(effect => effect.Effect.Interval?.Low ?? double.NaN)],
                Upper = [.. line.Effects.Select(effect => effect.Effect.Interval?.High ?? double.NaN)],
            }),
        ],
        XTitle = grid.LineTitle,
        YTitle = Effect(result),
        References = [new ReferenceLine("no effect", 0)],
    }.Draw());

    // The regions whose effect differs most between one class and the others.
    private static DrawnFigure TopByClass(AttentionMaskResult result, string subtitle)
    {
        int[] labels = ClassesShown(result);
        RegionEffect[] regions =
        [
            .. result.Ranked
                .OrderByDescending(effect => labels.Max(label => Math.Abs(effect.Classes[label].Specificity.Value ?? 0))).Take(TopRegions),
        ];
        double[][] values = [.. regions.Select(effect => labels.Select(label => effect.Classes[label].Specificity.Value ?? double.NaN).ToArray())];
        return new DrawnFigure("class-specific-regions", new Heatmap
        {
            Heading = new FigureHeading("Regions that matter to one class more than to the others", subtitle),
            Values = values,
            RowLabels = [.. regions.Select(effect => effect.Item.Name)],
            ColumnLabels = [.. labels.Select(label => result.Labels[label])],
            RowTitle = "hidden",
            ColumnTitle = "class",
            ValueTitle = "effect on the class less effect on the others",
            Scale = ColourScale.DivergingOf(values.SelectMany(row => row)),
            Muted = [.. regions.Select(effect => labels.Select(label => effect.Classes[label].Specificity.Interval is not { } interval
                || (interval.Low <= 0 && interval.High >= 0)).ToArray())],
            MutedTitle = "95% interval holds zero",
            ShowValues = true,
        }.Draw());
    }

    private static DrawnFigure Strips(AttentionMaskResult result, string subtitle) => new("tokens", new TokenStrip
    {
        Heading = new FigureHeading("How much each token's being unseen moves the answer", $"{subtitle}; the examples that are moved most"),
        Lines =
        [
            .. result.Strips.Select(strip => new TokenLine(
                $"{strip.Id}: {strip.Label}, predicted {strip.Predicted}", [.. strip.Tokens.Zip(strip.Effects, (token, effect) => new TokenValue(token, effect))])),
        ],
        ValueTitle = Effect(result),
    }.Draw());
}
