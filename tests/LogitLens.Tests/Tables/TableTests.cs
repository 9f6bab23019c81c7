using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Tests.Tables;

public sealed class TableTests
{
    private static readonly Table<Row> s_table = new Table<Row>("fruit", "a fruit")
        .Column("name", row => row.Name, "what it is called", shown: "fruit", key: true)
        .Estimate("sweet", row => row.Sweet, "share of eaters who find it sweet", EstimateHeadings.LowHighN, CellFormat.Share, shown: "sweet")
        .Estimate("weight", row => row.Weight, "mean weight, in grams", EstimateHeadings.Of("weight"), CellFormat.TwoDecimals)
        .Shown("heavy?", row => row.Weight?.Value > 100 ? "yes" : "no");

    private static readonly Row[] s_rows =
    [
        new("apple", new Estimate(0.75, new Interval(0.5, 0.875, 0.95), 20), new Estimate(150.5, null, 3)),
        new("pear, small", new Estimate(null, null, 0), null),
    ];

    [Fact]
    public void An_estimate_is_one_column_that_writes_value_low_high_and_n()
    {
        Assert.Equal(
            """
            name,sweet,low,high,n,weight,weight_low,weight_high
            apple,0.75,0.5,0.875,20,150.5,,
            "pear, small",,,,0,,,

            """,
            Written(s_table.Csv(s_rows)));
    }

    [Fact]
    public void The_summary_has_the_columns_that_are_shown_as_people_read_them()
    {
        SummaryTable summary = s_table.Summary("Fruit", s_rows);

        Assert.Equal(["fruit", "sweet", "95% interval", "heavy?"], summary.Columns);
        Assert.Equal(["apple", "75.0%", "50.0% to 87.5%", "yes"], summary.Rows[0]);
        Assert.Equal(["pear, small", "-", "-", "no"], summary.Rows[1]);
        Assert.Equal([new(false, true), new(true, false), new(true, false, Continues: true), new(false, false)], summary.Layout);
    }

    [Fact]
    public void A_table_of_metrics_has_a_row_for_each_that_there_is()
    {
        Measures<Row> measures = new()
        {
            { "sweetness", row => row.Sweet, "how sweet" },
            { "weight", row => row.Weight, "how heavy" },
        };
        Table<(string Name, Measured Metric)> table = new Table<(string Name, Measured Metric)>("metrics", "a metric")
            .Column("name", row => row.Name, "what it is called")
            .Metric(row => row.Metric, measures, EstimateHeadings.LowHigh);

        Assert.Equal(
            """
            name,metric,value,low,high
            apple,sweetness,0.75,0.5,0.875
            apple,weight,150.5,,
            "pear, small",sweetness,,,

            """,
            Written(table.Csv(s_rows.SelectMany(row => measures.Of(row).Select(metric => (row.Name, metric))))));
        Assert.Equal([("sweetness", "how sweet"), ("weight", "how heavy")], table.Headings[1].Values);
    }

    [Fact]
    public void A_rows_own_format_goes_before_the_columns()
    {
        Table<(double Value, bool IsShare)> table = new Table<(double Value, bool IsShare)>("mixed", "a value")
            .Column(
                "value", row => row.Value, "a share or a number", CellFormat.Number, shown: "value",
                formatOf: row => row.IsShare ? CellFormat.Share : CellFormat.Number);

        Assert.Equal([["50.0%"], ["0.500"]], table.Summary("Mixed", [(0.5, true), (0.5, false)]).Rows);
    }

    private static string Written(CsvTable table)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        table.Write(writer);
        return writer.ToString().ReplaceLineEndings("\n");
    }

    private sealed record Row(string Name, Estimate? Sweet, Estimate? Weight);
}
