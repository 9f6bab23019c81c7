using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace LogitLens.Datasets.Tables;

/// <summary>
/// A comma-separated file with a header and RFC 4180's quoting. The structure of such a file is ASCII, so rows are cut as Latin-1, which
/// keeps every byte, and each cell is decoded as UTF-8 by itself: a bad byte then has a row and a column.
/// </summary>
internal sealed class CsvTable : HeaderedTable
{
    private readonly StreamReader _reader;
    private readonly CsvParser _parser;
    private bool _badData;

    private CsvTable(Utf8File file)
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
        Columns = Header();
    }

    public override IReadOnlyList<string> Columns { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="InputException">There is no such file, or its header is not UTF-8.</exception>
    public static CsvTable Open(string path)
    {
        Utf8File file = Utf8File.Open(path);
        try
        {
            return new CsvTable(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override IEnumerable<TableRow> Rows()
    {
        int number = 0;
        int line = _parser.RawRow + 1;
        while (_parser.Read())
        {
            string[] cells = _parser.Record ?? [];
            yield return new Row(this, ++number, line, cells, Fault());
            line = _parser.RawRow + 1;
            _badData = false;
        }
    }

    private string[] Header()
    {
        if (!_parser.Read())
        {
            return [];
        }

        string[] names = _parser.Record ?? [];
        try
        {
            return names.Select(name => Decode(name, null).Trim()).ToArray();
        }
        catch (BadRowException e)
        {
            throw new InputException($"{Path}, header (line 1): {e.Message}", e);
        }
    }

    private string? Fault()
    {
        // A field that opens a quote and never closes it runs to the end of the file.
        ReadOnlySpan<char> raw = _parser.RawRecord.AsSpan().TrimEnd("\r\n");
        return _badData || raw.Count('"') % 2 != 0
            ? "a quote is not closed or stands inside an unquoted field; quote the field and double the quotes in it"
            : null;
    }

    private static string Decode(string latin1, string? column) =>
        Ascii.IsValid(latin1) ? latin1 : Utf8File.Decode(Encoding.Latin1.GetBytes(latin1), column);

    private sealed class Row(CsvTable table, int number, int line, string[] cells, string? fault) : TableRow(number, line)
    {
        public override void Check()
        {
            if (fault is not null)
            {
                throw new BadRowException(null, fault);
            }

            int expected = table.Columns.Count;
            if (cells.Length != expected)
            {
                throw new BadRowException(
                    null, $"{cells.Length} fields parted by comma where {expected} are expected ({string.Join(", ", table.Columns)})");
            }
        }

        public override string Cell(string column) => Decode(cells[table.PlaceOf(column)], column);
    }
}
