using System.Security.Cryptography;

namespace LogitLens.Datasets;

/// <summary>A UTF-8 file that is hashed as it is read, so that a run knows exactly which bytes it saw.</summary>
internal sealed class Utf8File : IDisposable
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly FileStream _file;
    private readonly SHA256 _hash = SHA256.Create();

    private Utf8File(string path, FileStream file, bool hasMark)
    {
        Path = path;
        _file = file;
        Content = new CryptoStream(file, _hash, CryptoStreamMode.Read, leaveOpen: true);
        if (hasMark)
        {
            Content.ReadExactly(stackalloc byte[ByteOrderMark.Length]);
        }
    }

    /// <summary>The path, as the caller gave it.</summary>
    public string Path { get; }

    /// <summary>The bytes, after the byte-order mark where there is one.</summary>
    public Stream Content { get; }

    // UTF-8's byte-order mark, which some editors and spreadsheets write first.
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="InputException">There is no such file, it may not be read, or it is UTF-16.</exception>
    public static Utf8File Open(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InputException(Directory.Exists(path) ? $"{path}: a folder where a file is expected" : $"{path}: may not be read", e);
        }

        Span<byte> start = stackalloc byte[ByteOrderMark.Length];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            file.Dispose();
            throw new InputException($"{path}: the file is UTF-16; save it as UTF-8");
        }

        return new Utf8File(path, file, start.SequenceEqual(ByteOrderMark));
    }

    /// <summary>Opens a file for what reads it, which closes it; where that cannot be made, it is closed here.</summary>
    public static T Open<T>(string path, Func<Utf8File, T> reader)
    {
        Utf8File file = Open(path);
        try
        {
            return reader(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Decodes UTF-8 strictly.</summary>
    /// <exception cref="BadRowException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string? column)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            string wrong = string.Join(' ', (e.BytesUnknown ?? []).Select(b => b.ToString("x2")));
            throw new BadRowException(column, $"byte {e.Index + 1} ({wrong}) is not UTF-8; convert the file to UTF-8");
        }
    }

    /// <summary>Reads what is left and gives the whole file's size and hash.</summary>
    public DataFile Finish()
    {
        Content.CopyTo(Stream.Null);
        return new DataFile(Path, _file.Length, Convert.ToHexStringLower(_hash.Hash!));
    }

    public void Dispose()
    {
        Content.Dispose();
        _hash.Dispose();
        _file.Dispose();
    }
}
