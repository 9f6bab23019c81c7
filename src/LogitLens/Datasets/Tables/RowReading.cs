namespace LogitLens.Datasets;

/// <summary>The one place where a bad row becomes an error or a counted, skipped row.</summary>
internal sealed class RowReading(ReadOptions options)
{
    private readonly List<SkippedRow> _skipped = [];
    private int _rowCount;

    /// <summary>Reads a table whose rows are examples.</summary>
    /// <param name="fill">What a row says of its example, which comes with its id and place alone.</param>
    /// <param name="labels">The classes; null where there are none, or none are known yet.</param>
    /// <exception cref="InputException">A row is bad, and bad rows are not to be skipped, or none is good.</exception>
    public static Dataset Examples(Table table, ReadOptions options, Func<TableRow, Example, Example> fill, LabelSet? labels = null)
    {
        RowReading reading = new(options);
        List<Example> examples = reading.Read(table, (row, source) =>
            fill(row, new Example($"{options.Split}:{row.Number}", "", source)) with { Cluster = reading.ClusterOf(row) });
        return new Dataset(reading.Finish([table.Finish()], examples.Count), examples, labels);
    }

    /// <summary>Reads the rows of a table.</summary>
    /// <returns>What <paramref name="read"/> made of each row that is good.</returns>
    /// <exception cref="InputException">A row is bad, and bad rows are not to be skipped.</exception>
    public List<T> Read<T>(Table table, Func<TableRow, RowSource, T> read)
    {
        if (options.ClusterColumn is { } column)
        {
            table.Require(column, isChosen: true);
        }

        List<T> results = new();
        foreach (TableRow row in table.Rows())
        {
            RowSource source = new(table.Path, row.Number, row.Line);
            Try(source, results, () =>
            {
                row.Check();
                return read(row, source);
            });
        }

        return results;
    }

    /// <summary>What a row belongs together with others by; null where that was not asked for.</summary>
    /// <exception cref="BadRowException">The cell is empty.</exception>
    public string? ClusterOf(TableRow row) => options.ClusterColumn is { } column ? row.Required(column) : null;

    /// <summary>Reads one row, or a file that is one row.</summary>
    public void Try<T>(RowSource source, List<T> results, Func<T> read)
    {
        _rowCount++;
        try
        {
            results.Add(read());
        }
        catch (BadRowException e)
        {
            SkippedRow row = new(source, e.Column, e.Message);
            if (!e.IsBlank && !options.SkipBadRows)
            {
                throw new InputException(row.ToString(), e);
            }

            _skipped.Add(row);
        }
    }

    /// <summary>What was read, after the last row.</summary>
    /// <param name="kept">How many rows were good.</param>
    /// <exception cref="InputException">None were.</exception>
    public DataOrigin Finish(IReadOnlyList<DataFile> files, int kept)
    {
        string where = files.Count == 1 ? files[0].Path : $"the {files.Count} files of {options.Name}";
        if (kept == 0)
        {
            string first = _skipped.Count > 0 ? $", the first: {_skipped[0]}" : "";
            throw new InputException($"{where}: no usable rows ({_rowCount} read, {_skipped.Count} skipped{first})");
        }

        return new DataOrigin(options.Name, options.Split, files, _rowCount, _skipped);
    }
}

/// <summary>A row cannot be used. <see cref="RowReading"/> turns it into an <see cref="InputException"/> or a skipped row.</summary>
/// <remarks>For <see cref="RowReading"/> alone: it never leaves this namespace's callers.</remarks>
internal sealed class BadRowException(string? column, string reason) : Exception(reason)
{
    /// <summary>The column at fault; null where the row as a whole is.</summary>
    public string? Column { get; } = column;

    /// <summary>True for a row with nothing to work on: public files have some, so it is left out and counted, not an error.</summary>
    public bool IsBlank { get; init; }
}
