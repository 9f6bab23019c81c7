using LogitLens.Cli.Terminal;
using LogitLens.Runs;

namespace LogitLens.Cli.Tests.Terminal;

public sealed class TableWriterTests
{
    [Fact]
    public void Outside_a_terminal_a_table_has_no_colours_and_is_not_wrapped()
    {
        string wide = new('x', 150);
        using var writer = new StringWriter();

        TableWriter.Write(new SummaryTable("Title", ["layer", "accuracy"], [["0", "[0.1]"], ["1", wide]]) { Notes = ["n is small"] }, writer);

        string text = writer.ToString();
        Assert.DoesNotContain('\u001b', text);
        Assert.Contains(wide, text, StringComparison.Ordinal);
        Assert.Contains("[0.1]", text, StringComparison.Ordinal);
        Assert.EndsWith("n is small\n", text, StringComparison.Ordinal);
    }
}
