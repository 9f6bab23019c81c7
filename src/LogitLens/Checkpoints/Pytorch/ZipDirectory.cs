using System.Buffers.Binary;

namespace LogitLens.Checkpoints;

/// <summary>A file stored in a zip archive.</summary>
/// <param name="IsStored">Whether its bytes stand there as they are, not compressed.</param>
/// <param name="Offset">Where its bytes start in the archive.</param>
/// <param name="Length">How many bytes it has in the archive.</param>
internal sealed record ZipEntry(string Name, bool IsStored, long Offset, long Length);

/// <summary>
/// Reads a zip archive's directory for the places of its entries, which System.IO.Compression does not tell and which mapping needs.
/// Zip64 included (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3 and 4.5).
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint Zip64LocatorSignature = 0x07064b50;
    private const uint Zip64EndSignature = 0x06064b50;
    private const uint CentralSignature = 0x02014b50;
    private const uint LocalSignature = 0x04034b50;
    private const int EndSize = 22;
    private const int Zip64LocatorSize = 20;
    private const int CentralSize = 46;
    private const int LocalSize = 30;
    private const int LongestComment = ushort.MaxValue;
    private const int DirectoryLimit = 64 << 20;

    /// <summary>The archive's entries by name.</summary>
    /// <exception cref="InputException">The archive is truncated or damaged.</exception>
    public static IReadOnlyDictionary<string, ZipEntry> Read(MappedFile file)
    {
        (long start, long length) = FindCentralDirectory(file);
        if (start < 0 || length < 0 || length > file.Length - start || length > DirectoryLimit)
        {
            throw Damaged(file, $"its directory is said to be {length} bytes at {start}, the file has {file.Length}");
        }

        Dictionary<string, ZipEntry> entries = new();
        ReadOnlySpan<byte> rest = file.Read(start, (int)length);
        while (!rest.IsEmpty)
        {
            ZipEntry entry = ReadCentralEntry(file, ref rest);
            if (!entries.TryAdd(entry.Name, entry))
            {
                throw Damaged(file, $"it has two entries named {entry.Name}");
            }
        }

        return entries;
    }

    private static (long Start, long Length) FindCentralDirectory(MappedFile file)
    {
        int tailLength = (int)Math.Min(file.Length, EndSize + LongestComment);
        long tailStart = file.Length - tailLength;
        ReadOnlySpan<byte> tail = file.Read(tailStart, tailLength);
        int end = tailLength - EndSize;
        while (end >= 0 && U32(tail, end) != EndSignature)
        {
            end--;
        }

        if (end < 0)
        {
            throw new InputException($"{file.Path}: truncated: the zip archive has no end record (the file is {file.Length} bytes long)");
        }

        long locator = tailStart + end - Zip64LocatorSize;
        if (locator >= 0 && file.Read(locator, Zip64LocatorSize) is var record && U32(record, 0) == Zip64LocatorSignature)
        {
            long zip64End = I64(record, 8);
            if (zip64End < 0 || zip64End > locator - 56 || file.Read(zip64End, 56) is not { } end64 || U32(end64, 0) != Zip64EndSignature)
            {
                throw Damaged(file, "its zip64 end record is not where it should be");
            }

            return (I64(end64, 48), I64(end64, 40));
        }

        return (U32(tail, end + 16), U32(tail, end + 12));
    }

    private static ZipEntry ReadCentralEntry(MappedFile file, ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < CentralSize || U32(rest, 0) != CentralSignature)
        {
            throw Damaged(file, "its directory holds something that is no entry");
        }

        int nameLength = U16(rest, 28);
        int extraLength = U16(rest, 30);
        int whole = CentralSize + nameLength + extraLength + U16(rest, 32);
        if (rest.Length < whole)
        {
            throw Damaged(file, "its directory ends in the middle of an entry");
        }

        string name = Encoding.UTF8.GetString(rest.Slice(CentralSize, nameLength));
        int method = U16(rest, 10);
        bool encrypted = (U16(rest, 8) & 1) != 0;
        long length = U32(rest, 20);
        long unpacked = U32(rest, 24);
        long local = U32(rest, 42);
        ReadZip64(file, rest.Slice(CentralSize + nameLength, extraLength), ref unpacked, ref length, ref local);
        rest = rest[whole..];

        if (encrypted)
        {
            throw new InputException($"{file.Path}: entry {name} is encrypted");
        }

        long offset = DataOffset(file, name, local);
        if (length < 0 || length > file.Length - offset)
        {
            throw new InputException(
                $"{file.Path}: truncated: entry {name} is {length} bytes at {offset}, the file is {file.Length} bytes long");
        }

        return new ZipEntry(name, method == 0 && unpacked == length, offset, length);
    }

    /// <summary>Sizes and offsets that do not fit into 32 bits stand in an extra field, in this order and only those.</summary>
    private static void ReadZip64(MappedFile file, ReadOnlySpan<byte> extra, ref long unpacked, ref long length, ref long local)
    {
        while (extra.Length >= 4)
        {
            int id = U16(extra, 0);
            int size = U16(extra, 2);
            if (size > extra.Length - 4)
            {
                return;
            }

            ReadOnlySpan<byte> field = extra.Slice(4, size);
            extra = extra[(4 + size)..];
            if (id != 1)
            {
                continue;
            }

            Take(file, ref field, ref unpacked);
            Take(file, ref field, ref length);
            Take(file, ref field, ref local);
        }
    }

    private static void Take(MappedFile file, ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value != uint.MaxValue)
        {
            return;
        }

        if (field.Length < 8)
        {
            throw Damaged(file, "a zip64 field is too short");
        }

        value = I64(field, 0);
        field = field[8..];
    }

    /// <summary>Only the local header tells where data starts: it has an extra field of its own, with which PyTorch pads.</summary>
    private static long DataOffset(MappedFile file, string name, long local)
    {
        if (local < 0
            || local > file.Length - LocalSize
            || file.Read(local, LocalSize) is not { } header
            || U32(header, 0) != LocalSignature)
        {
            throw Damaged(file, $"entry {name} is not where the directory says");
        }

        long offset = local + LocalSize + U16(header, 26) + U16(header, 28);
        return offset <= file.Length ? offset : throw Damaged(file, $"entry {name} starts behind the file's end");
    }

    private static InputException Damaged(MappedFile file, string problem) => new($"{file.Path}: a damaged zip archive: {problem}");

    private static int U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long I64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
}
