namespace LogitLens.Tables;

/// <summary>A declared column: a value of each row, or an estimate, which a CSV file has under several headings.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Headings">Its headings in CSV files; none where only people are shown it.</param>
/// <param name="Cells">A row's values, one per heading.</param>
public sealed record Column<T>(IReadOnlyList<Heading> Headings, Func<T, IReadOnlyList<object?>> Cells)
{
    /// <summary>What people are shown of it; empty for most columns.</summary>
    public IReadOnlyList<ShownColumn<T>> Shown { get; init; } = [];
}

/// <summary>A column of a summary table.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Heading">The heading, in words.</param>
/// <param name="IsNumeric">Whether its cells are lined up on the right.</param>
/// <param name="IsKey">Whether it says which row it is, so that it is repeated where a table is cut to the terminal's width.</param>
/// <param name="Text">A row's cell.</param>
/// <param name="Continues">Whether it belongs to the column before it, as an interval to its value.</param>
public sealed record ShownColumn<T>(string Heading, bool IsNumeric, bool IsKey, Func<T, string> Text, bool Continues = false);

/// <summary>One heading of a CSV file.</summary>
/// <param name="Name">The heading, in snake_case.</param>
/// <param name="Meaning">What stands under it: a phrase without a full stop.</param>
/// <param name="Format">How its values are written for people.</param>
public sealed record Heading(string Name, string Meaning, CellFormat Format)
{
    /// <summary>The values it may have with what they mean, where these are a list.</summary>
    public IReadOnlyList<(string Value, string Meaning)> Values { get; init; } = [];
}
