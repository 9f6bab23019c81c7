namespace LogitLens.Datasets;

/// <summary>
/// A file of lines with a separator and no quoting: a quote is a character like any other. GLUE's TSV, headerless TSV, <c>text;label</c>.
/// </summary>
internal sealed class SeparatedTable : HeaderedTable
{
    private readonly IEnumerator<Utf8Line> _lines;
    private readonly byte _separator;
    private readonly bool _splitAtLast;

    private SeparatedTable(Utf8File file, char separator, bool splitAtLast, string[]? columns)
        : base(file)
    {
        _lines = Utf8Lines.Read(file.Content).GetEnumerator();
        _separator = (byte)separator;
        _splitAtLast = splitAtLast;
        Columns = columns ?? Header(() => _lines.MoveNext()
            ? Utf8File.Decode(_lines.Current.Bytes.Span, null).Split(separator, StringSplitOptions.TrimEntries)
            : []);
    }

    public override string[] Columns { get; }

    /// <summary>A file whose first line names the columns.</summary>
    public static SeparatedTable WithHeader(string path, char separator) => Utf8File.Open(path, file => new SeparatedTable(file, separator, false, null));

    /// <summary>A file without a header, whose columns are named here.</summary>
    public static SeparatedTable WithoutHeader(string path, char separator, params string[] columns) =>
        Utf8File.Open(path, file => new SeparatedTable(file, separator, false, columns));

    /// <summary>A file without a header and with two columns, parted by the last separator of the line.</summary>
    public static SeparatedTable SplitAtLast(string path, char separator, string first, string second) =>
        Utf8File.Open(path, file => new SeparatedTable(file, separator, true, [first, second]));

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

    private List<Range> Split(ReadOnlySpan<byte> line)
    {
        if (_splitAtLast)
        {
            int cut = line.LastIndexOf(_separator);
            return cut < 0 ? [Range.All] : [Range.EndAt(cut), Range.StartAt(cut + 1)];
        }

        List<Range> cells = new(Columns.Length);
        foreach (Range cell in line.Split(_separator))
        {
            cells.Add(cell);
        }

        return cells;
    }

    private sealed class Row(SeparatedTable table, int number, Utf8Line line, List<Range> cells) : TableRow(number, line.Number)
    {
        public override void Check() =>
            table.CheckFieldCount(cells.Count, table._separator == '\t' ? "tab" : $"'{(char)table._separator}'");

        public override string Cell(string column) => Utf8File.Decode(line.Bytes.Span[cells[table.PlaceOf(column)]], column);
    }
}
