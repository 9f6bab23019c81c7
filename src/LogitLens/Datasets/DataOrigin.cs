using System.Security.Cryptography;

namespace LogitLens.Datasets;

/// <summary>What a run folder records of the data that it used.</summary>
/// <param name="Name">The dataset's name in the catalogue, or the file's name.</param>
/// <param name="Split">Which part of it: "train", "dev", "test", or the file's stem.</param>
/// <param name="Files">The files that were read, in reading order.</param>
/// <param name="RowCount">Rows in the files, with those left out.</param>
/// <param name="Skipped">The rows that were left out; a row without text always is, another bad row only where that was asked for.</param>
public sealed record DataOrigin(
    string Name, string Split, IReadOnlyList<DataFile> Files, int RowCount, IReadOnlyList<SkippedRow> Skipped)
{
    /// <summary>
    /// The file's own SHA-256; of several files, the SHA-256 of their listing as <c>sha256sum</c> prints it, by file name without folders.
    /// </summary>
    public string Sha256 { get; } = Files.Count == 1 ? Files[0].Sha256 : OfListing(Files);

    private static string OfListing(IReadOnlyList<DataFile> files)
    {
        StringBuilder listing = new();
        foreach (DataFile file in files)
        {
            listing.Append(file.Sha256).Append("  ").Append(Path.GetFileName(file.Path)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(listing.ToString())));
    }
}

/// <summary>A file that a dataset was read from, as it was when it was read.</summary>
/// <param name="Path">The path, as the caller gave it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record DataFile(string Path, long Bytes, string Sha256);

/// <summary>A row that was left out of a dataset, and why.</summary>
/// <param name="Source">Where the row is.</param>
/// <param name="Column">The column at fault; null where the row as a whole is.</param>
/// <param name="Reason">What is wrong with it and what would be right.</param>
public sealed record SkippedRow(RowSource Source, string? Column, string Reason)
{
    /// <summary>"dev.tsv, row 17 (line 18), column 'label': ...": one line that places and explains the fault.</summary>
    public override string ToString() => Column is null ? $"{Source}: {Reason}" : $"{Source}, column '{Column}': {Reason}";
}

/// <summary>Where a row was read.</summary>
/// <param name="File">The file, as the caller named it.</param>
/// <param name="Row">The data row, from 1; a header and blank lines are not counted. A file that is one example has row 1.</param>
/// <param name="Line">The line of the file on which the row begins, from 1: what an editor jumps to.</param>
public sealed record RowSource(string File, int Row, int Line)
{
    /// <summary>"dev.tsv, row 17 (line 18)".</summary>
    public override string ToString() => $"{File}, row {Row} (line {Line})";
}
