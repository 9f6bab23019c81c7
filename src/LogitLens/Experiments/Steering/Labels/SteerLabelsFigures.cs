using LogitLens.Experiments.Sweeps;
using LogitLens.Figures;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Steering;

/// <summary>Draws what steering does to labels.</summary>
internal static class SteerLabelsFigures
{
    public static IEnumerable<DrawnFigure> Of(SteerLabelsResult result, string what)
    {
        if (result.N == 0)
        {
            yield break;
        }

        string operation = EnumWords.Of(result.Settings[0].Operation);
        string subtitle = $"{what}, n = {result.N.ToString(CultureInfo.InvariantCulture)}; {operation}";
        string contrast = $"logit({result.Labels[0]}) - logit({result.Labels[1]})";
        SweepGrid grid = new(result.Items.Where(effect => effect.Item.IsSingle).Select(effect => effect.Item), result.LayerCount, result.HeadCount, "strength");
        SweepFigures figures = new(result, grid, result.Items, $"effect on {contrast}", "steering", subtitle);
        yield return figures.Map("effects-map");
        if (figures.HasClasses)
        {
            yield return figures.ByClass(result.Labels);
        }

        if (result.Settings.Select(setting => setting.Strength).Distinct().Count() > 1)
        {
            yield return figures.Lines("dose-response", "strength", ByStrength(result, setting => setting.Effect));
        }

        yield return CostAndEffect(result, subtitle, $"effect on {contrast}");
    }

    private static IEnumerable<(string, IReadOnlyList<(double, Estimate)>)> ByStrength(SteerLabelsResult result, Func<SteerSetting, Estimate> value) =>
        result.Settings.GroupBy(setting => LayerWindow.Of(setting.Layers)).Select(layer => (
            layer.Key.IsWide ? $"layers {layer.Key}" : $"layer {layer.Key}",
            (IReadOnlyList<(double, Estimate)>)[.. layer.OrderBy(setting => setting.Strength).Select(setting => (setting.Strength, value(setting)))]));

    private static DrawnFigure CostAndEffect(SteerLabelsResult result, string subtitle, string valueTitle)
    {
        (string Name, IEnumerable<SteerSetting> Settings)[] groups =
        [
            ("the direction", result.Settings),
            ("random directions", result.Baselines.Where(setting => setting.Direction == ItemKind.RandomDirection)),
            ("shuffled labels", result.Baselines.Where(setting => setting.Direction == ItemKind.ShuffledDirection)),
        ];
        return new DrawnFigure("effect-by-cost", new ScatterPlot
        {
            Heading = new FigureHeading("What steering does, by what it costs", $"{subtitle}; other directions of the same length beside it"),
            Groups =
            [
                .. groups.Where(group => group.Settings.Any()).Select(group => new ScatterGroup(group.Name, [.. group.Settings.Select(setting =>
                    new ScatterPoint(setting.Kl.Value ?? double.NaN, setting.Effect.Value ?? double.NaN,
                        setting.Direction == ItemKind.Direction ? setting.Name : ""))])),
            ],
            XTitle = "KL to the output without steering, nats",
            YTitle = valueTitle,
        }.Draw());
    }
}
