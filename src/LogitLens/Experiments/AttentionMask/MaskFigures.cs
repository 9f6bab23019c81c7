using LogitLens.Experiments.Sweeps;
using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Draws a sweep over regions.</summary>
internal static class MaskFigures
{
    public static IEnumerable<DrawnFigure> Of(AttentionMaskResult result, string what)
    {
        if (result.N == 0 || !result.Items.Any(effect => effect.Acts))
        {
            yield break;
        }

        string subtitle = $"{what}, n = {result.N.ToString(CultureInfo.InvariantCulture)}; "
            + (result.Renormalise == Renormalisation.On ? "hidden before the softmax" : "hidden after the softmax");
        RegionSeries? series = SeriesOf(result);
        SweepGrid grid = new(result.Items.Select(effect => effect.Item), result.LayerCount, result.HeadCount, ColumnTitle(series));
        SweepFigures figures = new(result, grid, result.Items, $"effect on {result.Metric.Name()}", "hiding attention", subtitle);
        if (grid.IsTable)
        {
            yield return figures.Map("effects-map");
        }

        if (grid.IsTable && figures.HasClasses)
        {
            yield return figures.ByClass(result.Labels);
        }

        if (Lines(result, grid, series) is [_, ..] lines)
        {
            yield return figures.Lines("effects-by-place", series == RegionSeries.Spans ? "first layer of the window" : grid.ColumnTitle, lines);
        }

        yield return figures.Greatest("hidden");
        if (figures.HasClasses)
        {
            yield return figures.ClassSpecific("class-specific-regions", "Regions", result.Labels);
        }

        if (result.Strips.Count > 0)
        {
            yield return Strips(result, subtitle);
        }
    }

    private static RegionSeries? SeriesOf(AttentionMaskResult result) =>
        result.Items.FirstOrDefault(effect => effect.Item.Series is not null) is { } first
            ? Enum.Parse<RegionSeries>(first.Item.Series!, ignoreCase: true)
            : null;

    private static string ColumnTitle(RegionSeries? series) => series switch
    {
        RegionSeries.Spans => "part of the prompt",
        RegionSeries.Distance => "distance",
        RegionSeries.Rows => "row (query position)",
        RegionSeries.Cols => "column (key position)",
        _ => "token of the text",
    };

    // Parts of the prompt over layers; positions and distances where the sweep is over all layers at once.
    private static (string Name, IReadOnlyList<(double X, Estimate Effect)> Points)[] Lines(AttentionMaskResult result, SweepGrid grid, RegionSeries? series)
    {
        LabelEffect[] swept = [.. result.Items.Where(effect => effect.Item.Series is not null && effect.Acts)];
        if (series is null or RegionSeries.Heads || (series == RegionSeries.Spans) != grid.Rows.Count > 1)
        {
            return [];
        }

        return series == RegionSeries.Spans
            ?
            [
                .. swept.GroupBy(effect => effect.Item.Target!).Select(part => (
                    part.Key, (IReadOnlyList<(double, Estimate)>)[.. part.Select(effect => ((double)effect.Item.Layer!.Value, effect.Effect))])),
            ]
            : [
                (
                    "effect",
                    [.. swept.Where(result.IsRanked).Select(effect => (double.Parse(effect.Item.Target!, CultureInfo.InvariantCulture), effect.Effect))]),
            ];
    }

    private static DrawnFigure Strips(AttentionMaskResult result, string subtitle) => new("tokens", new TokenStrip
    {
        Heading = new FigureHeading("How much each token's being unseen moves the answer", $"{subtitle}; the examples that are moved most"),
        Lines =
        [
            .. result.Strips.Select(strip => new TokenLine(
                $"{strip.Id}: {strip.Label}, predicted {strip.Predicted}",
                [.. strip.Tokens.Zip(strip.Effects, (token, effect) => new TokenValue(token, effect))])),
        ],
        ValueTitle = $"effect on {result.Metric.Name()}",
    }.Draw());
}
