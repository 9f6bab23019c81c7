namespace LogitLens.Figures;

/// <summary>Checks on the tables that grids are drawn from.</summary>
internal static class GridData
{
    /// <summary>Holds a mask, where there is one, to the labels of the table that it is for.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void RequireMask(IReadOnlyList<IReadOnlyList<bool>>? mask, int rows, int columns, string name)
    {
        if (mask is not null)
        {
            Require(mask, rows, columns, name);
        }
    }

    /// <summary>Holds a table to its labels: one row a row label, one cell a column label.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void Require<T>(IReadOnlyList<IReadOnlyList<T>> cells, int rows, int columns, string name)
    {
        if (cells.Count != rows || cells.Any(row => row.Count != columns))
        {
            string found = $"{cells.Count} rows of {string.Join("/", cells.Select(row => row.Count).Distinct())} cells";
            throw new ArgumentException($"{name} has {found}, the labels ask for {rows} rows of {columns}");
        }
    }
}
