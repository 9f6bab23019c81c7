using LogitLens.Runs;
using Spectre.Console;

namespace LogitLens.Cli;

/// <summary>Prints summary tables within the terminal's width: with lines on a terminal, plainly elsewhere.</summary>
internal static class TableWriter
{
    /// <summary>Prints a table with its title and notes.</summary>
    public static void Write(SummaryTable summary, TextWriter output) => Write(summary, output, TerminalWidth.Of(output), TerminalWidth.IsTerminal(output));

    /// <summary>The same within a given width.</summary>
    public static void Write(SummaryTable summary, TextWriter output, int width, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });

        // The layout fits the tables; the library must not cut them again.
        console.Profile.Width = 10_000;
        WriteLines(summary.Title);
        foreach (TableBlock block in TableLayout.Fit(summary, width))
        {
            console.Write(Draw(summary, block, isTerminal ? TableBorder.Rounded : TableBorder.Simple));
        }

        foreach (string note in summary.Notes)
        {
            WriteLines(note);
        }

        void WriteLines(string text)
        {
            foreach (string line in Wrapped.Lines(text, width))
            {
                output.WriteLine(line);
            }
        }
    }

    private static Table Draw(SummaryTable summary, TableBlock block, TableBorder border)
    {
        Table table = new() { Border = border };
        foreach ((int column, int width) in block.Columns.Zip(block.Widths))
        {
            table.AddColumn(new TableColumn(Markup.Escape(summary.Columns[column]))
            {
                Alignment = TableLayout.IsNumeric(summary, column) ? Justify.Right : Justify.Left,
                Width = width,
            });
        }

        foreach (IReadOnlyList<string> row in summary.Rows)
        {
            table.AddRow([.. block.Columns.Select(column => Markup.Escape(row[column]))]);
        }

        return table;
    }
}
