using CsvHelper;
using CsvHelper.Configuration;

namespace LogitLens.Datasets;

/// <summary>
/// A comma-separated file with a header and RFC 4180's quoting. The structure of such a file is ASCII, so rows are cut as Latin-1, which
/// keeps every byte, and each cell is decoded as UTF-8 by itself: a bad byte then has a row and a column.
/// </summary>
internal sealed class QuotedTable : HeaderedTable
{
    private const string BadQuote = "a quote is not closed or stands inside an unquoted field; quote the field and double the quotes in it";

    private readonly StreamReader _reader;
    private readonly CsvParser _parser;
    private bool _badData;

    private QuotedTable(Utf8File file)
        : base(file)
    {
        _reader = new StreamReader(file.Content, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16);
        _parser = new CsvParser(_reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            BadDataFound = _ => _badData = true,
            BufferSize = 1 << 16,
            ProcessFieldBufferSize = 1 << 12,
        });
        Columns = Header(() =>
        {
            string[] names = _parser.Read() ? Cells() : [];
            return _badData ? throw new BadRowException(null, BadQuote) : [.. names.Select(name => Decode(name, null).Trim())];
        });
    }

    public override string[] Columns { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="InputException">There is no such file, or its header is not UTF-8.</exception>
    public static QuotedTable Open(string path) => Utf8File.Open(path, file => new QuotedTable(file));

    public override IEnumerable<TableRow> Rows()
    {
        int number = 0;
        while (_parser.Read())
        {
            // Reading the cells comes first: it is what finds bad quotes within a field.
            string[] cells = Cells();
            bool open = _parser.RawRecord.AsSpan().Count('"') % 2 != 0;
            yield return new Row(this, ++number, FirstLine(open), cells, open || _badData);
            _badData = false;
        }
    }

    // Ends at the first bad quote: the parser copies the whole record for each, and a file without a closing quote is one record of half a million.
    private string[] Cells()
    {
        string[] cells = new string[_parser.Count];
        for (int i = 0; i < cells.Length && !_badData; i++)
        {
            cells[i] = _parser[i];
        }

        return cells;
    }

    // The parser knows a record's last line. A field that opens a quote and never closes it runs to the end of the file.
    private int FirstLine(bool openQuote)
    {
        ReadOnlySpan<char> raw = _parser.RawRecord.AsSpan().TrimStart("\r\n");
        return _parser.RawRow - (openQuote ? raw : raw.TrimEnd("\r\n")).Count('\n');
    }

    private static string Decode(string latin1, string? column) =>
        Ascii.IsValid(latin1) ? latin1 : Utf8File.Decode(Encoding.Latin1.GetBytes(latin1), column);

    private sealed class Row(QuotedTable table, int number, int line, string[] cells, bool badQuote) : TableRow(number, line)
    {
        public override void Check()
        {
            if (badQuote)
            {
                throw new BadRowException(null, BadQuote);
            }

            table.CheckFieldCount(cells.Length, "comma");
        }

        public override string Cell(string column) => Decode(cells[table.PlaceOf(column)], column);
    }
}
