namespace LogitLens.Datasets;

/// <summary>A file that a dataset was read from, as it was when it was read.</summary>
/// <param name="Path">The path, as the caller gave it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record DataFile(string Path, long Bytes, string Sha256);
