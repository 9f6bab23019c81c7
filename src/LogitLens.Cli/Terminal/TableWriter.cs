using LogitLens.Runs;
using Spectre.Console;

namespace LogitLens.Cli.Terminal;

/// <summary>Prints summary tables: with lines and colours on a terminal, plainly elsewhere.</summary>
internal static class TableWriter
{
    private const int WidthOfFiles = 200;

    public static void Write(SummaryTable summary, TextWriter output)
    {
        bool isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        var table = new Table { Border = isTerminal ? TableBorder.Rounded : TableBorder.Simple };
        for (int column = 0; column < summary.Columns.Count; column++)
        {
            bool isNumeric = summary.Rows.Count > 0 && summary.Rows.All(row => LooksNumeric(row[column]));
            Justify alignment = isNumeric ? Justify.Right : Justify.Left;
            table.AddColumn(new TableColumn(Markup.Escape(summary.Columns[column])) { Alignment = alignment });
        }

        foreach (IReadOnlyList<string> row in summary.Rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.WriteLine(summary.Title);
        console.Write(table);
        foreach (string note in summary.Notes)
        {
            console.WriteLine(note);
        }
    }

    private static bool LooksNumeric(string cell) =>
        cell.Length == 0 || char.IsAsciiDigit(cell[0]) || (cell.Length > 1 && cell[0] is '-' or '+' && char.IsAsciiDigit(cell[1]));
}
