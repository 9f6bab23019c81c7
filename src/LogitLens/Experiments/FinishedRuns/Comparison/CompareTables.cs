using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>A comparison as tidy tables, and the rows a reader wants first.</summary>
internal static class CompareTables
{
    /// <summary>The share of findings that may be false, among all that are called significant.</summary>
    public const double FalseDiscoveryRate = 0.05;

    private static readonly Table<ValueRow> s_values = new Table<ValueRow>("values", "one metric of one run over all of its own examples")
        .Column("run", row => row.Run.Name, "the run's name in the comparison")
        .Column("folder", row => row.Run.Folder, "its folder as it was given")
        .Column("model", row => row.Run.Model, "its model")
        .Column("dataset", row => row.Run.Dataset, "its data")
        .Column("condition", row => row.Value.Condition, "the condition; empty for a metric of the whole run")
        .Column("metric", row => row.Value.Metric, "which metric the row has")
        .Estimate("value", row => row.Value.Estimate, "the metric's value", EstimateHeadings.LowHighN);

    private static readonly Table<EffectRow> s_effects = new Table<EffectRow>("effects", "the effect of editing one part of the models")
        .Column("first", row => row.Pair.First, "the first run")
        .Column("second", row => row.Pair.Second, "the second run")
        .Column("part", row => row.Effect.Part, "the part: `9.6` for a head")
        .Column("effect_first", row => row.Effect.First, "the effect in the first run", CellFormat.Number)
        .Column("effect_second", row => row.Effect.Second, "the effect in the second run", CellFormat.Number)
        .Column(
            "n", row => row.Effect.N, "examples that both runs have, which both effects are means over; empty where each is over its own run's",
            CellFormat.Count);

    public static IReadOnlyList<ITable> Declared { get; } = [Differences(several: false), s_values, s_effects];

    public static IEnumerable<CsvTable> Of(CompareResult result)
    {
        yield return Differences(several: false).Csv(Rows(result));
        yield return s_values.Csv(result.Runs.SelectMany(run => run.Values.Select(value => new ValueRow(run, value))));
        if (result.Pairs.Any(pair => pair.Effects is not null))
        {
            yield return s_effects.Csv(result.Pairs.SelectMany(pair => (pair.Effects?.Parts ?? []).Select(part => new EffectRow(pair, part))));
        }
    }

    public static SummaryTable Headline(CompareResult result)
    {
        bool several = result.Pairs.Count > 1;
        string names = several ? $"{result.Runs.Count} runs" : $"{result.Runs[0].Name} (first) and {result.Runs[1].Name} (second)";

        // A condition that all rows have stands in the title, and leaves its room to the numbers.
        string[] conditions = [.. Rows(result).Select(row => row.Each.Condition).Distinct()];
        string only = conditions is [{ Length: > 0 } one] ? $", {one}" : "";
        return Differences(several, conditions.Length > 1).Summary($"Comparison of {result.Kind}: {names}{only}", Rows(result)) with
        {
            Notes = [.. Remarks(result)],
        };
    }

    private static Table<DifferenceRow> Differences(bool several, bool byCondition = true)
    {
        Table<DifferenceRow> table = new Table<DifferenceRow>("differences", "one metric of two runs on the examples that both have")
            .Column("first", row => row.Pair.First, "the first run", shown: several ? "first run" : null, key: true)
            .Column("second", row => row.Pair.Second, "the second run", shown: several ? "second run" : null, key: true)
            .Column("first_condition", row => row.Each.FirstCondition, "the first run's condition; empty for a metric of the whole run")
            .Column("second_condition", row => row.Each.SecondCondition, "the second run's, mostly of the same name");
        if (byCondition)
        {
            table = table.Shown("condition", row => row.Each.Condition, key: true);
        }

        return table
            .Column("metric", row => row.Each.Metric, "which metric the row has", shown: "metric", key: true)
            .Column(
                "n", row => row.Each.N == 0 ? null : row.Each.N, "examples that both have; empty for a metric of the whole run", CellFormat.Count, shown: "n")
            .Column("value_first", row => row.Each.First.Value, "the metric in the first run on these examples", CellFormat.Number, "first", formatOf: Format)
            .Column("value_second", row => row.Each.Second.Value, "the metric in the second run", CellFormat.Number, "second", formatOf: Format)
            .Estimate(
                "difference", row => row.Each.Difference, "`value_second` less `value_first`", EstimateHeadings.LowHigh, CellFormat.Number, "difference",
                formatOf: Format)
            .Column("test", row => row.Each.Test, "the test of no difference; empty where none fits", values:
            [
                ("mcnemar", "McNemar's exact test, of shares"), ("bootstrap", "paired bootstrap, of means"),
                ("cluster_sign_flip", "signs of whole clusters flipped"), ("t_over_draws", "Student's t over draws of demonstrations and examples"),
            ])
            .Column("p_value", row => row.Each.PValue, "its two-sided p-value", CellFormat.PValue, shown: "p")
            .Column(
                "p_value_adjusted", row => row.Each.AdjustedPValue, "after Benjamini and Hochberg over all that is tested", CellFormat.PValue,
                shown: "p, adjusted")
            .Column(
                "detectable_difference", row => row.Each.Detectable, "smallest difference that four of five such comparisons would find at 5%",
                CellFormat.Number,
                "detectable", formatOf: Format);
    }

    private static IEnumerable<string> Remarks(CompareResult result)
    {
        MetricDifference[] tested = [.. result.Pairs.SelectMany(pair => pair.Differences).Where(each => each.AdjustedPValue is not null)];
        if (tested.Length > 0)
        {
            yield return $"{tested.Count(each => each.AdjustedPValue < FalseDiscoveryRate)} of {tested.Length} differences are other than zero at a false "
                + $"discovery rate of 5% ({string.Join("; ", tested.Select(each => each.Test!).Distinct().Select(InWords))})";
            yield return "detectable: the smallest difference that four of five such comparisons would find at 5%";
        }

        foreach (CompareRecord pair in result.Pairs.Where(pair => pair.Effects is not null))
        {
            EffectAgreement effects = pair.Effects!;
            yield return $"effects of {pair.First} and {pair.Second}: rank correlation {CellFormat.ThreeDecimals.Of(effects.RankCorrelation)} over "
                + $"{effects.Parts.Count} edits; "
                + $"{effects.Shared} of the {effects.Top} greatest are the same";
            if (effects.Classes.Count > 0)
            {
                yield return "which edits matter more to a class than to the others, rank correlation: "
                    + string.Join(", ", effects.Classes.Select(own => $"{own.Label} {CellFormat.ThreeDecimals.Of(own.RankCorrelation)}"));
            }
        }

        foreach (OptionDifference option in result.Options)
        {
            yield return $"--{option.Option}: {string.Join(" | ", option.Values)}";
        }

        foreach (string note in result.Notes)
        {
            yield return note;
        }
    }

    private static string InWords(string test) => test switch
    {
        "mcnemar" => "shares: exact McNemar test",
        "bootstrap" => "means: paired bootstrap",
        PairedTest.OverClusters => "signs of whole clusters flipped",
        _ => "t over draws of demonstrations and examples",
    };

    private static IEnumerable<DifferenceRow> Rows(CompareResult result) =>
        result.Pairs.SelectMany(pair => pair.Differences.Select(each => new DifferenceRow(pair, each)));

    private static CellFormat Format(DifferenceRow row) => row.Each.IsShare ? CellFormat.Share : CellFormat.Number;

    private sealed record DifferenceRow(CompareRecord Pair, MetricDifference Each);

    private sealed record ValueRow(ComparedRun Run, RunValue Value);

    private sealed record EffectRow(CompareRecord Pair, PartEffect Effect);
}
