namespace LogitLens.Datasets.Catalogue;

/// <summary>A public archive with a dataset's files.</summary>
/// <param name="Url">Where it is: a .zip or a .tar.gz.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its bytes in lower-case hexadecimal, as other projects that pin this archive have it.</param>
/// <param name="Keep">Beginnings of the paths in it that are extracted; the rest is left.</param>
public sealed record DatasetArchive(Uri Url, long Bytes, string Sha256, IReadOnlyList<string> Keep);
