using System.IO.Compression;
using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Pytorch;

public sealed class ZipDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entries_are_where_another_zip_writer_put_them()
    {
        string path = _folder.File("a.zip");
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            zip.Comment = "a comment behind the end record";
            Write(zip, "stored", "hello", CompressionLevel.NoCompression);
            Write(zip, "packed", new string('a', 1000), CompressionLevel.Optimal);
        }

        using MappedFile file = MappedFile.Open(path);
        IReadOnlyDictionary<string, ZipEntry> entries = ZipDirectory.Read(file);

        Assert.Equal(["packed", "stored"], entries.Keys.Order());
        Assert.True(entries["stored"].IsStored);
        Assert.Equal("hello"u8.ToArray(), file.Read(entries["stored"].Offset, (int)entries["stored"].Length));
        Assert.False(entries["packed"].IsStored);
    }

    [Fact]
    public void Zip64_sizes_and_offsets_are_read()
    {
        string path = _folder.File("64.zip");
        File.WriteAllBytes(path, Zip64("data/0", "payload!"u8.ToArray()));

        using MappedFile file = MappedFile.Open(path);
        ZipEntry entry = ZipDirectory.Read(file)["data/0"];

        Assert.True(entry.IsStored);
        Assert.Equal("payload!"u8.ToArray(), file.Read(entry.Offset, (int)entry.Length));
    }

    [Fact]
    public void Damage_anywhere_in_an_archive_gives_an_InputException_or_entries_inside_the_file()
    {
        string path = _folder.File("fuzz.zip");
        Mutations.Of(Zip64("data/0", "payload!"u8.ToArray()), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            using MappedFile file = MappedFile.Open(path);
            Assert.All(ZipDirectory.Read(file).Values, entry => Assert.InRange(entry.Offset + entry.Length, 0, file.Length));
        });
    }

    private static void Write(ZipArchive zip, string name, string text, CompressionLevel compression)
    {
        using Stream stream = zip.CreateEntry(name, compression).Open();
        stream.Write(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>An archive whose every size and offset stands in zip64 fields, as archives beyond 4 GiB have them.</summary>
    private static byte[] Zip64(string name, byte[] data)
    {
        MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        byte[] nameBytes = Encoding.ASCII.GetBytes(name);

        // Local header, with an extra field that pads as PyTorch's does.
        writer.Write(0x04034b50u);
        writer.Write([45, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)nameBytes.Length);
        writer.Write((ushort)7);
        writer.Write(nameBytes);
        writer.Write([(byte)'F', (byte)'B', 3, 0, 0, 0, 0]);
        writer.Write(data);

        long central = stream.Position;
        writer.Write(0x02014b50u);
        writer.Write([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)nameBytes.Length);
        writer.Write((ushort)28);
        writer.Write(new byte[10]);
        writer.Write(uint.MaxValue);
        writer.Write(nameBytes);
        writer.Write((ushort)1);
        writer.Write((ushort)24);
        writer.Write((long)data.Length);
        writer.Write((long)data.Length);
        writer.Write(0L);

        long end64 = stream.Position;
        writer.Write(0x06064b50u);
        writer.Write(44L);
        writer.Write([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(1L);
        writer.Write(1L);
        writer.Write(end64 - central);
        writer.Write(central);

        writer.Write(0x07064b50u);
        writer.Write(0u);
        writer.Write(end64);
        writer.Write(1u);

        writer.Write(0x06054b50u);
        writer.Write(0u);
        writer.Write([0xff, 0xff, 0xff, 0xff]);
        writer.Write(uint.MaxValue);
        writer.Write(uint.MaxValue);
        writer.Write((ushort)0);
        return stream.ToArray();
    }
}
