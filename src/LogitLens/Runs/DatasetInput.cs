namespace LogitLens.Runs;

/// <summary>The data of a run.</summary>
/// <param name="Id">The catalogue's name or the file.</param>
/// <param name="Split">The part that is evaluated.</param>
/// <param name="Sha256">Of the files' bytes, in hexadecimal.</param>
/// <param name="Rows">How many examples are evaluated.</param>
public sealed record DatasetInput(string Id, string? Split, string Sha256, int Rows)
{
    /// <summary>Rows that could not be read and were skipped on request.</summary>
    public int SkippedRows { get; init; }

    /// <summary>Examples whose text was cut to fit the model's context.</summary>
    public int CutTexts { get; init; }
}
