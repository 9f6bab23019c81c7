using LogitLens.Runs;

namespace LogitLens.Cli.Tests.Terminal;

public sealed class TableWriterTests
{
    private static readonly SummaryTable s_conditions = new(
        "Classification: tiny on reviews, a title that is longer than sixty columns and so goes on in the next line",
        ["condition", "n", "accuracy", "95% interval", "balanced", "macro F1", "AUC", "exact", "log-loss", "ECE", "majority", "random"],
        [
            ["0-shot", "300", "85.0%", "80.5% to 88.6%", "85.0%", "0.850", "0.912", "84.7%", "0.412", "0.051", "50.3%", "50.0%"],
            ["2-shot-incorrect", "300", "51.3%", "45.7% to 56.9%", "51.0%", "0.412", "0.701", "50.7%", "1.912", "0.351", "50.3%", "50.0%"],
        ])
    {
        Layout = [new(false, true), new(true, false), new(true, false), new(true, false, true), .. Enumerable.Repeat(new ColumnLayout(true, false), 8)],
        Notes = ["the first note"],
    };

    [Theory]
    [InlineData(200, 1)]
    [InlineData(80, 2)]
    [InlineData(60, 3)]
    [InlineData(40, 6)]
    public void Every_number_is_whole_and_no_line_is_wider_than_the_terminal(int width, int blocks)
    {
        string text = Written(s_conditions, width);

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
        Assert.All(s_conditions.Rows.SelectMany(row => row).Skip(1), cell => Assert.Contains(cell, text, StringComparison.Ordinal));
        Assert.DoesNotContain("…", text, StringComparison.Ordinal);
        Assert.Equal(blocks, text.Split("2-shot-incorrect").Length - 1);
    }

    [Fact]
    public void A_value_and_its_interval_are_not_parted_where_both_have_room()
    {
        for (int width = 50; width < 120; width++)
        {
            TableBlock block = Assert.Single(TableLayout.Fit(s_conditions, width), block => block.Columns.Contains(2));
            Assert.Contains(3, block.Columns);
        }
    }

    [Fact]
    public void Texts_are_broken_at_spaces_and_paths_where_they_must_be()
    {
        SummaryTable table = new(
            "Models", ["name", "where"],
            [["tiny", "/a/very/long/path/without/any/space/that/no/terminal/has/room/for/in/one/line"], ["gpt2", "not here yet; fetched when first used"]]);

        string text = Written(table, 40);

        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 40, line));
        Assert.Contains("fetched when", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_a_terminal_a_table_has_no_colours_and_keeps_to_80_columns()
    {
        using StringWriter writer = new();

        TableWriter.Write(new SummaryTable("Title", ["layer", "accuracy"], [["0", "[0.1]"]]) { Notes = ["n is small"] }, writer);
        TableWriter.Write(s_conditions, writer);

        string text = writer.ToString();
        Assert.DoesNotContain('\u001b', text);
        Assert.Contains("[0.1]", text, StringComparison.Ordinal);
        Assert.Contains("n is small\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    private static string Written(SummaryTable table, int width)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        TableWriter.Write(table, writer, width, isTerminal: false);
        return writer.ToString();
    }
}
