using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.Sweeps;

/// <summary>The tables that every sweep over labels writes, laid out by its axes, and the rows a reader wants first.</summary>
internal static class SweepTables
{
    public const int Shown = 10;

    /// <summary>The effect of every edit.</summary>
    /// <param name="axes">Adds the columns that say which edit a row is.</param>
    /// <param name="edited">What an item is called for people.</param>
    /// <param name="result">The result; null for all columns that there may be.</param>
    /// <param name="patches">Whether the experiment makes patches too.</param>
    public static Table<LabelEffect> Effects(
        Func<Table<LabelEffect>, Func<LabelEffect, SweepItem>, Table<LabelEffect>> axes, string edited, LabelSweepResult? result, bool patches)
    {
        bool someHave = result is not null && SweepRemarks.Greatest(result, Shown).Any(effect => effect.Effect.N != result.N);
        bool restored = patches && result?.Items.Any(effect => effect.Restored is not null) == true;
        Table<LabelEffect> table = axes(
            new Table<LabelEffect>("effects", "the effect of one edit").Shown(edited, row => row.Item.Name, key: true), row => row.Item)
            .Column("edited", row => row.Edited.Value, "the metric under the edit, mean over the examples that it applies to", CellFormat.Number)
            .Estimate("effect", row => row.Effect, "`edited` less the metric without the edit, paired by example", EstimateHeadings.LowHighN, shown: "effect");
        if (someHave)
        {
            table = table.Shown("n", row => row.Effect.N, CellFormat.Count);
        }

        table = table
            .Column("p_value", row => row.PValue, "the test of no effect; empty for what is not tested", CellFormat.PValue)
            .Shown("held out", row => row.HeldOut?.Value, CellFormat.Number)
            .Column(
                "p_value_adjusted", row => row.AdjustedPValue, "after Benjamini and Hochberg over all edits tested", CellFormat.PValue, shown: "p, adjusted")
            .Column("accuracy", row => row.Accuracy.Value, "accuracy among the labels under the edit", CellFormat.Share, shown: "accuracy");
        if (patches)
        {
            const string Restored = "share of the way from the patched run's metric to the other run's; empty but for patches";
            table = table.Estimate("restored", row => new Estimate(row.Restored, row.RestoredInterval, row.Effect.N), Restored, EstimateHeadings.Of("restored"),
                CellFormat.Share);
        }

        if (restored)
        {
            table = table.Shown("restored", row => row.Restored, CellFormat.Share);
        }

        table = table
            .Estimate(
                "held_out", row => row.HeldOut, "the effect on one half of the examples, of an edit that is among the greatest on the other half",
                new EstimateHeadings("held_out_low", "held_out_high", "held_out_n"))
            .Column("acts", row => row.Acts, "false for an edit that can do nothing, and was not run");
        return table.Column(
            "p_value_equivalence", row => row.EquivalencePValue, "the test that the effect is within `--equivalence` of zero; empty where not asked for",
            CellFormat.PValue, shown: result?.EquivalenceMargin is null ? null : "p, equivalent");
    }

    /// <summary>The effect of every edit on each class.</summary>
    /// <param name="axes">Adds the columns that say which edit a row is.</param>
    public static Table<ClassRow> ClassEffects(Func<Table<ClassRow>, Func<ClassRow, SweepItem>, Table<ClassRow>> axes) =>
        axes(new Table<ClassRow>("class-effects", "the effect of one edit on the examples of one class"), row => row.Item)
            .Column("class", row => row.Own.Label, "the class's word")
            .Column("n", row => row.Own.Effect.N, "how many of its examples the edit applies to", CellFormat.Count)
            .Estimate("effect", row => row.Own.Effect, "the effect on them", EstimateHeadings.LowHigh)
            .Estimate(
                "specificity", row => row.Own.Specificity, "that less the effect on all other classes' examples, with Welch's interval",
                EstimateHeadings.Of("specificity"))
            .Column(
                "p_value_adjusted", row => row.Own.AdjustedPValue, "the test of no effect, after Benjamini and Hochberg over edits and classes",
                CellFormat.PValue)
            .Column(
                "specificity_p_value_adjusted", row => row.Own.SpecificityAdjustedPValue,
                "the test of no specificity, corrected over edits and classes by the greatest under shuffled class tags; over draws of demonstrations, t and "
                + "Benjamini and Hochberg",
                CellFormat.PValue);

    public static IEnumerable<ClassRow> ClassRows(LabelSweepResult result) =>
        result.Items.SelectMany(effect => effect.Classes.Select(own => new ClassRow(effect.Item, own)));

    /// <summary>The greatest effects for people, with what a reader should know.</summary>
    public static SummaryTable Headline(Table<LabelEffect> table, LabelSweepResult result, string title, IEnumerable<string> remarks) => table.Summary(
        $"{title}, n = {CellFormat.Count.Of(result.N)}; {result.Metric.Name()} without {CellFormat.Number.Of(result.Clean)}, "
        + $"accuracy {CellFormat.Share.Of(result.CleanAccuracy.Value)}",
        SweepRemarks.Greatest(result, Shown).Cast<LabelEffect>()) with
    {
        Notes = [.. SweepRemarks.Of(result), .. remarks, .. result.Notes],
    };

    /// <summary>Adds the axes of parts of a model.</summary>
    public static Table<T> WithParts<T>(this Table<T> table, Func<T, SweepItem> item) => table
        .Column("item", row => item(row).Name, "the edit's name: `9.6` for a head")
        .Column("kind", row => item(row).Kind, "what kind of edit it is")
        .Column("layer", row => item(row).Layer, "its layer, from 0; empty for sets of heads", CellFormat.Count)
        .Column("head", row => item(row).Head, "its head in the layer; empty for what is no single head", CellFormat.Count)
        .Column(
            "position", row => item(row).Position, "the position from the prompt's beginning, or if below zero from its end; empty for all", CellFormat.Count);

    public static Table<T> WithHeads<T>(this Table<T> table, Func<T, SweepItem> item) =>
        table.Column("heads", row => string.Join(' ', item(row).Heads), "the heads that are edited together");

    /// <summary>Adds the name and the edges of a region.</summary>
    public static Table<T> WithRegion<T>(this Table<T> table, Func<T, SweepItem> item) => table
        .Column("item", row => item(row).Name, "the region's name")
        .Column("region", row => item(row).Region, "the edges, as they would be typed");

    /// <summary>Adds the axes of ready lists of regions.</summary>
    public static Table<T> WithRegionAxes<T>(this Table<T> table, Func<T, SweepItem> item) => table.WithRegion(item)
        .Column("sweep", row => item(row).Series, "the `--sweep` that it is of; empty for one that was typed")
        .Column("layer", row => item(row).Layer, "its layer, or the first of a window of layers", CellFormat.Count)
        .Column("last_layer", row => item(row).LastLayer, "the last layer of the window", CellFormat.Count)
        .Column("head", row => item(row).Head, "its head; empty for all", CellFormat.Count)
        .Column("target", row => item(row).Target, "what is hidden there: a part of the prompt, a distance, a position");
}

/// <summary>An edit's effect on one class, as a row.</summary>
internal sealed record ClassRow(SweepItem Item, ClassEffect Own);
