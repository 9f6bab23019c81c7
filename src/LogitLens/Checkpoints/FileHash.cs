using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LogitLens.Checkpoints;

/// <summary>SHA-256 of files, as lower-case hexadecimal.</summary>
internal static class FileHash
{
    private static readonly ConcurrentDictionary<(string Path, long Size, DateTime Modified), string> s_known = new();

    /// <summary>
    /// The hash of a file's bytes. A file already hashed by this process is not read again while its size and time of change stay.
    /// </summary>
    /// <exception cref="FileNotFoundException">The file is absent.</exception>
    public static string Sha256(string path)
    {
        // A link into the Hub's cache keeps its own times; what counts is the file behind it.
        FileInfo file = (FileInfo)(new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) ?? new FileInfo(path));
        return s_known.GetOrAdd((file.FullName, file.Length, file.LastWriteTimeUtc), static key => Compute(key.Path));
    }

    private static string Compute(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
