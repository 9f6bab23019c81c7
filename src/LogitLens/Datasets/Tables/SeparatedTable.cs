namespace LogitLens.Datasets.Tables;

/// <summary>
/// A file of lines with a separator and no quoting: a quote is a character like any other. GLUE's TSV, headerless TSV, <c>text;label</c>.
/// </summary>
internal sealed class SeparatedTable : HeaderedTable
{
    private readonly IEnumerator<Utf8Line> _lines;
    private readonly byte _separator;
    private readonly bool _splitAtLast;

    private SeparatedTable(Utf8File file, char separator, bool splitAtLast, IReadOnlyList<string>? columns)
        : base(file)
    {
        _lines = Utf8Lines.Read(file.Content).GetEnumerator();
        _separator = (byte)separator;
        _splitAtLast = splitAtLast;
        Columns = columns ?? Header();
    }

    public override IReadOnlyList<string> Columns { get; }

    /// <summary>A file whose first line names the columns.</summary>
    public static SeparatedTable WithHeader(string path, char separator) => Open(path, file => new(file, separator, false, null));

    /// <summary>A file without a header, whose columns are named here.</summary>
    public static SeparatedTable WithoutHeader(string path, char separator, params string[] columns) =>
        Open(path, file => new(file, separator, false, columns));

    /// <summary>A file without a header and with two columns, parted by the last separator of the line.</summary>
    public static SeparatedTable SplitAtLast(string path, char separator, string first, string second) =>
        Open(path, file => new(file, separator, true, [first, second]));

    public override IEnumerable<TableRow> Rows()
    {
        int number = 0;
        while (_lines.MoveNext())
        {
            if (!_lines.Current.IsBlank)
            {
                yield return new Row(this, ++number, _lines.Current, Split(_lines.Current.Bytes.Span));
            }
        }
    }

    private static SeparatedTable Open(string path, Func<Utf8File, SeparatedTable> make)
    {
        Utf8File file = Utf8File.Open(path);
        try
        {
            return make(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private string[] Header()
    {
        if (!_lines.MoveNext())
        {
            return [];
        }

        try
        {
            return Utf8File.Decode(_lines.Current.Bytes.Span, null).Split((char)_separator, StringSplitOptions.TrimEntries);
        }
        catch (BadRowException e)
        {
            throw new InputException($"{Path}, header (line 1): {e.Message}", e);
        }
    }

    private List<Range> Split(ReadOnlySpan<byte> line)
    {
        List<Range> cells = new(Columns.Count);
        int cut = _splitAtLast ? line.LastIndexOf(_separator) : line.IndexOf(_separator);
        int start = 0;
        while (cut >= 0)
        {
            cells.Add(start..cut);
            start = cut + 1;
            int next = _splitAtLast ? -1 : line[start..].IndexOf(_separator);
            cut = next < 0 ? -1 : start + next;
        }

        cells.Add(start..line.Length);
        return cells;
    }

    private sealed class Row(SeparatedTable table, int number, Utf8Line line, List<Range> cells) : TableRow(number, line.Number)
    {
        public override void Check() =>
            table.CheckFieldCount(cells.Count, table._separator == '\t' ? "tab" : $"'{(char)table._separator}'");

        public override string Cell(string column) => Utf8File.Decode(line.Bytes.Span[cells[table.PlaceOf(column)]], column);
    }
}
