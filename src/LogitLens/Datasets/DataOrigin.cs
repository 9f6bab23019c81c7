using System.Security.Cryptography;
using System.Text;

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
