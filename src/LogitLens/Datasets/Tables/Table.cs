namespace LogitLens.Datasets;

/// <summary>A file of rows and columns, read once from beginning to end without being held in memory.</summary>
internal abstract class Table(Utf8File file) : IDisposable
{
    /// <summary>The path, as the caller gave it.</summary>
    public string Path => File.Path;

    /// <summary>The open file.</summary>
    protected Utf8File File { get; } = file;

    /// <summary>The rows, once.</summary>
    public abstract IEnumerable<TableRow> Rows();

    /// <summary>The file's size and hash, after the last row.</summary>
    public DataFile Finish() => File.Finish();

    /// <summary>Fails early where the file cannot have a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="isChosen">Whether an option named it, and not what texts' and labels' columns are mostly called.</param>
    /// <exception cref="InputException">There is no such column; the message lists those there are.</exception>
    public abstract void Require(string column, bool isChosen = false);

    public void Dispose() => File.Dispose();
}
