namespace LogitLens.Datasets.Tables;

/// <summary>A row cannot be used. <see cref="RowReading"/> turns it into an <see cref="InputException"/> or a skipped row.</summary>
/// <remarks>For <see cref="RowReading"/> alone: it never leaves this namespace's callers.</remarks>
internal sealed class BadRowException(string? column, string reason) : Exception(reason)
{
    /// <summary>The column at fault; null where the row as a whole is.</summary>
    public string? Column { get; } = column;

    /// <summary>True for a row that holds nothing to work on: public files have some, so it is left out and counted, never an error.</summary>
    public bool IsBlank { get; init; }
}
