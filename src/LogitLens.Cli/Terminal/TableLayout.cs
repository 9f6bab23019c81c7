using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>Some columns of a table that stand beside one another, with their widths.</summary>
/// <param name="Widths">The width of each, without borders.</param>
internal sealed record TableBlock(IReadOnlyList<int> Columns, IReadOnlyList<int> Widths);

/// <summary>
/// Fits a table into a width. Headings and texts are broken at spaces first; what does not fit even so goes on in further blocks below, each
/// with the columns that say which row it is. Nothing is dropped, and no number is broken.
/// </summary>
internal static class TableLayout
{
    /// <summary>What borders and padding take for each column, and once.</summary>
    public const int PerColumn = 3, Once = 1;

    // A longer word, such as a path, is broken rather than given a line that has room for nothing else.
    private const int LongestWord = 30;

    // Where even that does not fit, texts are broken within words down to this width; numbers never are.
    private const int LeastText = 8;

    /// <summary>The blocks, from the top.</summary>
    public static IReadOnlyList<TableBlock> Fit(SummaryTable table, int width)
    {
        Column[] columns = [.. Enumerable.Range(0, table.Columns.Count).Select(place => Column.Of(table, place))];
        Column[] keys = [.. columns.TakeWhile(column => column.IsKey)];
        List<Column[]> groups = [];
        foreach (Column column in columns.Skip(keys.Length))
        {
            if (column.Continues && groups.Count > 0)
            {
                groups[^1] = [.. groups[^1], column];
            }
            else
            {
                groups.Add([column]);
            }
        }

        List<TableBlock> blocks = [];
        List<Column> block = [.. keys];
        foreach (Column[] group in groups.SelectMany(group => Width([.. keys, .. group]) <= width ? [group] : group.Select(column => (Column[])[column])))
        {
            if (block.Count > keys.Length && Width([.. block, .. group]) > width)
            {
                blocks.Add(Block(block, width));
                block = [.. keys];
            }

            block.AddRange(group);
        }

        blocks.Add(Block(block, width));
        return blocks;

        static int Width(IReadOnlyList<Column> columns) => Once + columns.Sum(column => column.Least + PerColumn);
    }

    /// <summary>Whether a column's cells are numbers, by what the table says or else by what they look like.</summary>
    public static bool IsNumeric(SummaryTable table, int column) => table.Layout.Count > 0
        ? table.Layout[column].IsNumeric
        : table.Rows.Count > 0 && table.Rows.All(row => LooksNumeric(row[column]));

    // All at their least, then each in turn up to what it would like, as far as there is room.
    private static TableBlock Block(IReadOnlyList<Column> columns, int width)
    {
        int[] widths = [.. columns.Select(column => column.Least)];
        int room = width - Once - widths.Sum(own => own + PerColumn);
        while (room < 0 && Enumerable.Range(0, widths.Length).Where(i => !columns[i].HasNumbers && widths[i] > LeastText).ToArray() is [_, ..] texts)
        {
            widths[texts.MaxBy(i => widths[i])]--;
            room++;
        }

        for (bool grown = true; room > 0 && grown;)
        {
            grown = false;
            for (int i = 0; i < widths.Length && room > 0; i++)
            {
                if (widths[i] < columns[i].Natural)
                {
                    widths[i]++;
                    room--;
                    grown = true;
                }
            }
        }

        return new TableBlock([.. columns.Select(column => column.Place)], widths);
    }

    private static bool LooksNumeric(string cell) =>
        cell.Length == 0 || char.IsAsciiDigit(cell[0]) || (cell.Length > 1 && cell[0] is '-' or '+' && char.IsAsciiDigit(cell[1]));

    /// <summary>One column: the least width that breaks no number and no common word, and the width that breaks nothing.</summary>
    private sealed record Column(int Place, bool HasNumbers, bool IsKey, bool Continues, int Least, int Natural)
    {
        public static Column Of(SummaryTable table, int place)
        {
            ColumnLayout layout = table.Layout.Count > 0 ? table.Layout[place] : new ColumnLayout(IsNumeric(table, place), place == 0);
            string[] cells = [.. table.Rows.Select(row => row[place])];
            int natural = Math.Max(1, cells.Append(table.Columns[place]).Max(cell => cell.Length));
            int least = Math.Max(
                Math.Min(LongestWord, LongestOf(table.Columns[place])),
                layout.IsNumeric
                    ? cells.Select(cell => cell.Length).DefaultIfEmpty(0).Max()
                    : cells.Select(cell => Math.Min(LongestWord, LongestOf(cell))).DefaultIfEmpty(0).Max());
            return new Column(place, layout.IsNumeric, layout.IsKey, layout.Continues, Math.Max(1, least), natural);
        }

        private static int LongestOf(string text) => text.Split(' ').Max(word => word.Length);
    }
}
