using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.Steering;

/// <summary>What steering does to labels, as tidy tables, and the rows a reader wants first.</summary>
internal static class SteerLabelsTables
{
    private const int Shown = 12;

    private static readonly Table<SteerSetting> s_settings = new Table<SteerSetting>("settings", "one setting: a direction in some layers at a strength")
        .Column("setting", row => row.Name, "its name", shown: "setting", key: true)
        .Column("operation", row => row.Operation, "what is done")
        .Column("layers", row => LayerWindow.Of(row.Layers), "the layers that are steered at once")
        .Column("strength", row => row.Strength, "how far", CellFormat.Number)
        .Column("direction", row => row.Direction, "which direction: the one that was asked for, a random one, or that of shuffled labels")
        .Column("draw", row => row.Draw, "which draw of it; empty for the one that was asked for", CellFormat.Count)
        .Column("logit_difference", row => row.LogitDifference, "logit of the first label less the second's under steering, mean over examples",
            CellFormat.Number)
        .Estimate("effect", row => row.Effect, "`logit_difference` less the same without steering, paired by example", EstimateHeadings.LowHighN,
            shown: "effect")
        .Column("p_value_adjusted", row => row.AdjustedPValue, "the test of no effect, after Benjamini and Hochberg over the settings", CellFormat.PValue)
        .Share("flip_rate", row => row.FlipRate, "share whose most probable label is another one than without steering", shown: "flipped")
        .Share("success", row => row.Success, "share that answers as intended; empty where nothing is aimed at", shown: "success")
        .Share("wrong_way", row => row.WrongWay, "share whose answer is moved the wrong way", shown: "wrong way")
        .Share("accuracy", row => row.Accuracy, "share that answers right", shown: null)
        .Estimate("kl", row => row.Kl, "KL(output without steering || output), in nats", EstimateHeadings.Of("kl"))
        .Shown("KL", row => row.Kl.Value, CellFormat.Number)
        .Column("random_at_equal_kl", row => row.RandomAtEqualKl?.Mean, "mean effect of random directions where their KL is the same", CellFormat.Number)
        .Column("random_p_value", row => row.RandomAtEqualKl?.PValue, "how often one of these, or the direction itself, does at least as much",
            CellFormat.PValue)
        .Column("shuffled_at_equal_kl", row => row.ShuffledAtEqualKl?.Mean, "the same of directions of shuffled labels", CellFormat.Number)
        .Column("shuffled_p_value", row => row.ShuffledAtEqualKl?.PValue, "as `random_p_value`", CellFormat.PValue);

    private static readonly Table<(SteerSetting Setting, SteerClass Own)> s_classes =
        new Table<(SteerSetting Setting, SteerClass Own)>("settings-by-class", "what one setting does to the examples of one class")
            .Column("setting", row => row.Setting.Name, "its name")
            .Column("layers", row => LayerWindow.Of(row.Setting.Layers), "the layers that are steered at once")
            .Column("strength", row => row.Setting.Strength, "how far", CellFormat.Number)
            .Column("class", row => row.Own.Label, "the class's word")
            .Estimate(
                "logit_difference", row => row.Own.LogitDifference, "logit of the first label less the second's under steering",
                new EstimateHeadings("logit_difference_low", "logit_difference_high", "n"))
            .Estimate("effect", row => row.Own.Effect, "that less the same without steering", EstimateHeadings.LowHigh)
            .Share("flip_rate", row => row.Own.FlipRate, "share whose most probable label is another one than without steering", shown: null);

    public static IReadOnlyList<TableSet> Declared { get; } = [new TableSet("classification", [s_settings, s_classes, DirectionSummary.Table])];

    public static IEnumerable<CsvTable> Of(SteerLabelsResult result)
    {
        yield return s_settings.Csv([.. result.Settings, .. result.Baselines]);
        yield return s_classes.Csv(result.Settings.SelectMany(setting => setting.Classes.Select(own => (setting, own))));
        yield return DirectionSummary.Table.Csv(result.Directions);
    }

    public static SummaryTable Headline(SteerLabelsResult result, string what)
    {
        IEnumerable<SteerSetting> greatest = result.Settings.Count <= Shown
            ? result.Settings
            : result.Settings.OrderByDescending(setting => Math.Abs(setting.Effect.Value ?? 0)).Take(Shown);
        return s_settings.Summary(
            $"Steering: {what}, n = {CellFormat.Count.Of(result.N)}; logit({result.Labels[0]}) - logit({result.Labels[1]}) without "
            + $"{CellFormat.Number.Of(result.Clean)}",
            greatest) with
        {
            Notes = [.. Remarks(result), .. result.Notes],
        };
    }

    private static IEnumerable<string> Remarks(SteerLabelsResult result)
    {
        if (result.Settings.Count > Shown)
        {
            yield return $"the {Shown} greatest effects of {result.Settings.Count} settings";
        }

        if (result.FoundOn is { } found)
        {
            yield return $"the direction, towards {result.Towards}, was found on {found} examples that are set apart and not measured";
        }

        if (result.Best is { } best)
        {
            yield return $"best on one half of the examples: {best.Name}; on the other half it succeeds in {CellFormat.Share.Of(best.HeldOut.Value)}"
                + (best.Clean is { } clean ? $", without steering {CellFormat.Share.Of(clean.Value)}" : "");
        }

        foreach ((string name, Func<SteerSetting, EqualCost?> of) in s_beside)
        {
            EqualCost[] compared = [.. result.Settings.Select(of).OfType<EqualCost>()];
            int reaching = compared.Count(equal => equal.Draws > 0);
            if (compared.Length > 0 && reaching == 0)
            {
                yield return $"no {name} direction reaches the KL of any setting at these strengths: stronger ones (--strength) make them comparable";
            }
            else if (compared.Length > 0)
            {
                int beyond = result.Settings.Count(setting => of(setting) is { Draws: > 0 } equal
                    && Math.Abs(setting.Effect.Value ?? 0) > Math.Max(Math.Abs(equal.Low!.Value), Math.Abs(equal.High!.Value)));
                yield return $"at equal KL, {beyond} of {reaching} settings do more than any of the {name} directions that reach it";
            }
        }
    }

    private static readonly (string Name, Func<SteerSetting, EqualCost?> Of)[] s_beside =
        [("random", setting => setting.RandomAtEqualKl), ("shuffled-label", setting => setting.ShuffledAtEqualKl)];

    private static Table<T> Share<T>(this Table<T> table, string name, Func<T, Proportion?> value, string meaning, string? shown)
    {
        Table<T> with = table.Estimate(name, row => value(row)?.ToEstimate(), meaning, EstimateHeadings.Of(name), CellFormat.Share);
        return shown is null ? with : with.Shown(shown, row => value(row)?.Value, CellFormat.Share);
    }
}
