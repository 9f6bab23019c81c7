using System.Security.Cryptography;

namespace LogitLens.Downloads;

/// <summary>The hash that a file should have.</summary>
internal sealed record ExpectedHash(ExpectedHash.Algorithm Kind, string Hex)
{
    internal enum Algorithm
    {
        /// <summary>SHA-256 of the bytes.</summary>
        Sha256,

        /// <summary>Git's name for a blob: SHA-1 of "blob SIZE\0" and the bytes.</summary>
        GitBlob,
    }

    /// <summary>Whether the file's bytes have this hash.</summary>
    public async Task<bool> MatchesAsync(string path, CancellationToken cancellation)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(Kind == Algorithm.Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        await using FileStream stream = File.OpenRead(path);
        if (Kind == Algorithm.GitBlob)
        {
            hash.AppendData(Encoding.ASCII.GetBytes($"blob {stream.Length}\0"));
        }

        byte[] buffer = new byte[1 << 20];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset()) == Hex;
    }
}
