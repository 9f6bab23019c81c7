using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Evaluation;

/// <summary>Minimal pairs' results as a tidy table, and the rows a reader wants first.</summary>
internal static class PairTables
{
    private static readonly Table<Row> s_accuracy = new Table<Row>("accuracy", "some pairs together")
        .Column("grouping", row => row.Grouping, "what the pairs have in common", values:
        [
            ("all", "all pairs"), ("phenomenon", "the phenomenon, where the files name one"), ("paradigm", "the paradigm: one file of the data"),
        ])
        .Column("name", row => row.Group.Name, "which phenomenon or paradigm", shown: "paradigm", key: true)
        .Column("n", row => row.Group.N, "number of pairs", CellFormat.Count, shown: "n")
        .Column("correct", row => row.Group.Accuracy.Count, "pairs whose acceptable sentence is the more probable one", CellFormat.Count)
        .Estimate("accuracy", row => row.Group.Accuracy.ToEstimate(), "`correct` of `n`", EstimateHeadings.LowHigh, CellFormat.Share, shown: "accuracy")
        .Estimate(
            "mean_margin", row => row.Group.Margin, "mean log-probability of the acceptable sentence less the other's, in nats", EstimateHeadings.Of("margin"),
            CellFormat.TwoDecimals)
        .Shown("margin, nats", row => row.Group.Margin.Value, CellFormat.TwoDecimals);

    public static IReadOnlyList<ITable> Declared { get; } = [s_accuracy];

    public static CsvTable Of(PairResult result) =>
        s_accuracy.Csv([new Row("all", result.Overall), .. Rows("phenomenon", result.Phenomena), .. Rows("paradigm", result.Paradigms)]);

    public static SummaryTable Headline(PairResult result, string what) =>
        s_accuracy
            .Summary($"Minimal pairs: {what}; chance {CellFormat.Share.Of(PairResult.Chance)}", Rows("paradigm", [.. result.Paradigms, result.Overall])) with
        {
            Notes =
            [
                .. result.Notes,
                .. result.Paradigms.Count > 1 ? [$"mean of the paradigms: {CellFormat.Share.Of(result.MeanOfParadigms.Value)}"] : Array.Empty<string>(),
            ],
        };

    private static IEnumerable<Row> Rows(string grouping, IEnumerable<PairGroup> groups) => groups.Select(group => new Row(grouping, group));

    private sealed record Row(string Grouping, PairGroup Group);
}
