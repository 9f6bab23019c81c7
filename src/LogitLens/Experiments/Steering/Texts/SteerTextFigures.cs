using LogitLens.Figures;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Steering;

/// <summary>Draws what is written under steering.</summary>
internal static class SteerTextFigures
{
    public static IEnumerable<DrawnFigure> Of(SteerTextResult result, string what)
    {
        if (result.N == 0 || result.Judges.Count == 0)
        {
            yield break;
        }

        string subtitle = string.Create(CultureInfo.InvariantCulture,
            $"{what}, {result.N} texts after {result.Prompts} prompts; {EnumWords.Of(result.Operation)}");
        SteerTextSetting[] own = [.. result.Settings.Where(setting => setting.Kind == TextSettingKind.Direction)];
        yield return Judged(result, subtitle);
        if (own.Select(setting => setting.Strength).Distinct().Count() > 1)
        {
            yield return DoseResponse(result, own, subtitle);
        }

        LayerWindow[] windows = [.. own.Select(WindowOf).Distinct()];
        if (windows.Length > 1)
        {
            yield return Map(result, own, windows, subtitle);
        }

        yield return Frontier(result, subtitle);
    }

    private static DrawnFigure Judged(SteerTextResult result, string subtitle)
    {
        SteerTextSetting[] shown = [.. result.Settings.Where(setting => setting.IsShown)];
        return new DrawnFigure("judged", new BarChart
        {
            Heading = new FigureHeading($"Texts that judges say are {result.Towards}", $"{subtitle}; 95% intervals"),
            Categories = [.. shown.Select(setting => setting.Name)],
            Series = [.. result.Judges.Select((judge, of) => new BarSeries(judge.Judge, [.. shown.Select(setting => setting.Judged[of].Towards)]))],
            CategoryTitle = "setting",
            ValueTitle = $"share {result.Towards}",
            Format = ValueFormat.Percent,
            Horizontal = true,
        }.Draw());
    }

    private static DrawnFigure DoseResponse(SteerTextResult result, SteerTextSetting[] own, string subtitle)
    {
        // Added or set, strength 0 is the model as it is.
        SteerTextSetting[] zero = result.Operation is SteerOperation.Add && own.All(setting => setting.Strength != 0)
            ? [result.Settings[0] with { Strength = 0 }] : [];
        return new DrawnFigure("dose-response", new LineChart
        {
            Heading = new FigureHeading($"Texts that judge {result.Judges[0].Judge} says are {result.Towards}, by strength",
                $"{subtitle}; 95% intervals"),
            Series =
            [
                .. own.GroupBy(WindowOf).Select(window =>
                {
                    SteerTextSetting[] ordered = [.. window.Concat(zero).OrderBy(setting => setting.Strength)];
                    return new LineSeries(
                        window.Key.IsWide ? $"layers {window.Key}" : $"layer {window.Key}",
                        [.. ordered.Select(setting => setting.Strength!.Value)], [.. ordered.Select(setting => setting.Judged[0].Towards)]);
                }),
                .. Lines("random directions", TextSettingKind.RandomDirection),
                .. Lines("shuffled labels", TextSettingKind.ShuffledDirection),
            ],
            XTitle = "strength",
            YTitle = $"share {result.Towards}",
            YFormat = ValueFormat.Percent,
        }.Draw());

        // The mean over draws and layers, with its interval where there are several.
        IEnumerable<LineSeries> Lines(string name, TextSettingKind kind)
        {
            (double Strength, Estimate Share)[] points =
            [
                .. result.Settings.Where(setting => setting.Kind == kind).Concat(zero).GroupBy(setting => setting.Strength!.Value)
                    .Select(strength => (strength.Key, MeanInterval.Within(
                        [.. strength.Select(setting => setting.Judged[0].Towards.Value ?? 0)], ValueRange.Share))).OrderBy(point => point.Key),
            ];
            return points.Length > zero.Length
                ? [new LineSeries(name, [.. points.Select(point => point.Strength)], [.. points.Select(point => point.Share)])] : [];
        }
    }

    private static DrawnFigure Map(SteerTextResult result, SteerTextSetting[] own, LayerWindow[] windows, string subtitle)
    {
        double[] strengths = [.. own.Select(setting => setting.Strength!.Value).Distinct().Order()];
        return new DrawnFigure("effects-map", new Heatmap
        {
            Heading = new FigureHeading($"Texts that judge {result.Judges[0].Judge} says are {result.Towards}", subtitle),
            Values =
            [
                .. windows.Select(window => strengths.Select(strength =>
                    own.First(setting => WindowOf(setting) == window && setting.Strength == strength).Judged[0].Towards.Value ?? double.NaN).ToArray()),
            ],
            Axes = new MapAxes(
                "layer", [.. windows.Select(window => window.ToString())],
                "strength", [.. strengths.Select(strength => strength.ToString(CultureInfo.InvariantCulture))]).Upwards(),
            ValueTitle = $"share {result.Towards}",
            Format = ValueFormat.Percent,
        }.Draw());
    }

    private static DrawnFigure Frontier(SteerTextResult result, string subtitle)
    {
        (string Name, TextSettingKind Kind)[] groups =
        [
            ("the direction", TextSettingKind.Direction), ("random directions", TextSettingKind.RandomDirection),
            ("shuffled labels", TextSettingKind.ShuffledDirection), ("demonstrations", TextSettingKind.Prompting),
            ("an instruction", TextSettingKind.Instruction),
        ];
        return new DrawnFigure("frontier", new ScatterPlot
        {
            Heading = new FigureHeading("Success of steering, by what it costs", $"{subtitle}; success by judge {result.Judges[0].Judge}"),
            Groups =
            [
                .. groups.Select(group => (group.Name,
                    Points: result.Settings.Where(setting => setting.Kind == group.Kind && setting.Judged[0].Success?.Value is not null)))
                    .Where(group => group.Points.Any())
                    .Select(group => new ScatterGroup(group.Name, [.. group.Points.Select(setting => new ScatterPoint(
                        setting.Perplexity.Value ?? double.NaN, setting.Judged[0].Success!.Value ?? double.NaN,
                        setting.IsShown ? setting.Name : ""))])),
            ],
            XTitle = "perplexity of the text in the model without steering",
            YTitle = "share of texts as aimed at",
        }.Draw());
    }

    private static LayerWindow WindowOf(SteerTextSetting setting) => LayerWindow.Of(setting.Layers);
}
