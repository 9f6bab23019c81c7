namespace LogitLens.Datasets.Tables;

/// <summary>A table whose columns are known before its first row.</summary>
internal abstract class HeaderedTable(Utf8File file) : Table(file)
{
    /// <summary>The columns' names, in the file's order.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    public override void Require(string column)
    {
        if (!Columns.Contains(column))
        {
            string there = Columns.Count == 0 ? "none: the file is empty" : string.Join(", ", Columns);
            throw new InputException($"{Path}: no column '{column}'; the columns are {there}");
        }
    }

    /// <summary>A column's place; only for columns that were <see cref="Require"/>d.</summary>
    protected int PlaceOf(string column)
    {
        int place = 0;
        while (Columns[place] != column)
        {
            place++;
        }

        return place;
    }
}
