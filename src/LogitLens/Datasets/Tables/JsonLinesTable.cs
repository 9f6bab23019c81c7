namespace LogitLens.Datasets;

/// <summary>A file with one JSON object a line. Each row has its own fields, so what is missing is told row by row.</summary>
internal sealed class JsonLinesTable : Table
{
    private JsonLinesTable(Utf8File file)
        : base(file)
    {
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public static JsonLinesTable Open(string path) => new(Utf8File.Open(path));

    public override IEnumerable<TableRow> Rows()
    {
        int number = 0;
        foreach (Utf8Line line in Utf8Lines.Read(File.Content))
        {
            if (!line.IsBlank)
            {
                using JsonRow row = new(++number, line);
                yield return row;
            }
        }
    }

    public override void Require(string column, bool isChosen = false)
    {
    }
}
