namespace LogitLens.Datasets;

/// <summary>A table whose columns are known before its first row.</summary>
internal abstract class HeaderedTable(Utf8File file) : Table(file)
{
    /// <summary>The columns' names, in the file's order.</summary>
    public abstract string[] Columns { get; }

    public override void Require(string column, bool isChosen = false)
    {
        if (!Columns.Contains(column))
        {
            throw new InputException(Columns.Length == 0
                ? $"{Path}: no column '{column}': the file is empty"
                : $"{Path}: no column '{column}'; the columns are {string.Join(", ", Columns)}"
                    + (isChosen ? "" : " (--text-column and --label-column choose)"));
        }
    }

    /// <summary>Fails where a row has another number of fields than there are columns.</summary>
    /// <exception cref="BadRowException">It has.</exception>
    protected void CheckFieldCount(int found, string separator)
    {
        if (found != Columns.Length)
        {
            string fields = found == 1 ? "1 field" : $"{found} fields";
            throw new BadRowException(
                null, $"{fields} parted by {separator} where {Columns.Length} are expected ({string.Join(", ", Columns)})");
        }
    }

    /// <summary>A column's place; only for columns that were <see cref="Require"/>d.</summary>
    protected int PlaceOf(string column) => Array.IndexOf(Columns, column);

    /// <summary>The header's names.</summary>
    /// <exception cref="InputException">They cannot be read.</exception>
    protected string[] Header(Func<string[]> read)
    {
        try
        {
            return read();
        }
        catch (BadRowException e)
        {
            throw new InputException($"{Path}, header (line 1): {e.Message}", e);
        }
    }
}
