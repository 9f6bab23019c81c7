using LogitLens.Datasets.Tables;

namespace LogitLens.Datasets.Readers;

/// <summary>SST-2 with or without GLUE's header, told apart by whether the first line ends in a label.</summary>
internal static class SstTsvReader
{
    /// <summary>Reads a file by <see cref="GlueTsvReader"/> or <see cref="HeaderlessTsvReader"/>.</summary>
    /// <exception cref="InputException">As those two.</exception>
    public static Dataset Read(string path, ReadOptions options) =>
        HasHeader(path) ? GlueTsvReader.Read(path, options) : HeaderlessTsvReader.Read(path, options);

    /// <summary>True for the first line of a file without a header.</summary>
    internal static bool EndsInLabel(ReadOnlySpan<byte> line) => line.EndsWith("\t0"u8) || line.EndsWith("\t1"u8);

    private static bool HasHeader(string path)
    {
        using Utf8File file = Utf8File.Open(path);
        return !EndsInLabel(Utf8Lines.Read(file.Content).FirstOrDefault().Bytes.Span);
    }
}
