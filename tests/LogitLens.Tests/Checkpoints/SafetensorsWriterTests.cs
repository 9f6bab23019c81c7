using System.Buffers.Binary;
using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_in_pieces_reads_back()
    {
        string path = _folder.File("out.safetensors");
        using (SafetensorsWriter writer = new(
            path,
            [new("weights \"ä\"", CheckpointDType.F32, [2, 2]), new("mask", CheckpointDType.Bool, [3])],
            new Dictionary<string, string> { ["made by"] = "a test" }))
        {
            byte[] floats = SafetensorsBytes.Floats(1, 2, 3, 4);
            writer.Write(floats.AsSpan(0, 5));
            writer.Write(floats.AsSpan(5));
            writer.Write([1, 0, 1]);
            writer.Complete();
        }

        using Checkpoint checkpoint = SafetensorsFile.Open(path);
        Assert.Equal([1f, 2, 3, 4], SafetensorsBytes.ToFloats(checkpoint.ReadBytes(checkpoint.Tensors["weights \"ä\""])));
        Assert.Equal([2L, 2L], checkpoint.Tensors["weights \"ä\""].Shape);
        Assert.Equal([1, 0, 1], checkpoint.ReadBytes(checkpoint.Tensors["mask"]));
        Assert.Equal(CheckpointDType.Bool, checkpoint.Tensors["mask"].DType);
        Assert.Equal("a test", checkpoint.Metadata["made by"]);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("abcdefgh")]
    public void The_header_is_padded_with_spaces_so_that_the_data_starts_at_a_multiple_of_eight(string name)
    {
        string path = _folder.File("out.safetensors");
        using (SafetensorsWriter writer = new(path, [new(name, CheckpointDType.U8, [1])]))
        {
            writer.Write([9]);
            writer.Complete();
        }

        byte[] bytes = File.ReadAllBytes(path);
        long header = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, header % 8);
        Assert.Equal((byte)'{', bytes[8]);
        Assert.Equal(8 + header + 1, bytes.Length);
    }

    [Fact]
    public void The_file_is_not_there_before_Complete_and_nothing_is_left_without_it()
    {
        string path = _folder.File("out.safetensors");
        using (SafetensorsWriter writer = new(path, [new("a", CheckpointDType.U8, [2])]))
        {
            writer.Write([1]);
            Assert.False(File.Exists(path));
            Assert.Throws<InvalidOperationException>(writer.Complete);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void What_a_killed_process_left_unfinished_is_replaced()
    {
        string path = _folder.File("out.safetensors");
        _folder.Write("out.safetensors.part", "a longer beginning of other contents");
        using (SafetensorsWriter writer = new(path, [new("a", CheckpointDType.U8, [2])]))
        {
            writer.Write([1, 2]);
            writer.Complete();
        }

        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
        using Checkpoint checkpoint = SafetensorsFile.Open(path);
        Assert.Equal([1, 2], checkpoint.ReadBytes(checkpoint.Tensors["a"]));
    }

    // A device that is always full.
    [Theory(Skip = OperatingSystems.NeedsLinux, SkipType = typeof(OperatingSystems), SkipUnless = nameof(OperatingSystems.IsLinux))]
    [InlineData(1)]
    [InlineData(5000)]
    public void Nothing_is_left_on_a_full_disk_whether_the_header_or_the_bytes_are_too_long(int tensors)
    {
        string path = _folder.File("out.safetensors");
        File.CreateSymbolicLink(path + ".part", "/dev/full");

        Assert.Throws<IOException>(() =>
        {
            using SafetensorsWriter writer = new(path, [.. Enumerable.Range(0, tensors).Select(k => new TensorSpec($"{k}", CheckpointDType.U8, [1]))]);
            writer.Write(new byte[tensors]);
            writer.Complete();
        });

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void More_bytes_than_the_shapes_have_are_refused()
    {
        using SafetensorsWriter writer = new(_folder.File("out.safetensors"), [new("a", CheckpointDType.F32, [1])]);

        Assert.Throws<InvalidOperationException>(() => writer.Write(new byte[5]));
    }

    [Fact]
    public void A_name_can_be_used_once_and_the_reserved_one_never()
    {
        string path = _folder.File("out.safetensors");

        Assert.Throws<ArgumentException>(
            () => new SafetensorsWriter(path, [new("a", CheckpointDType.U8, [1]), new("a", CheckpointDType.U8, [1])]));
        Assert.Throws<ArgumentException>(() => new SafetensorsWriter(path, [new("__metadata__", CheckpointDType.U8, [1])]));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Rewriting_a_golden_checkpoint_keeps_every_tensor()
    {
        using Checkpoint golden = SafetensorsFile.Open(Path.Combine(GoldenCase.FolderOf("odd-shape"), "model.safetensors"));
        TensorEntry[] entries = [.. golden.Tensors.Values];
        TensorSpec[] specs = [.. entries.Select(entry => new TensorSpec(entry.Name, entry.DType, entry.Shape))];
        string path = _folder.File("copy.safetensors");
        using (SafetensorsWriter writer = new(path, specs, golden.Metadata))
        {
            foreach (TensorEntry entry in entries)
            {
                writer.Write(golden.ReadBytes(entry));
            }

            writer.Complete();
        }

        using Checkpoint copy = SafetensorsFile.Open(path);
        Assert.Equal(golden.Metadata, copy.Metadata);
        Assert.Equal(golden.Tensors.Count, copy.Tensors.Count);
        Assert.All(entries, entry =>
        {
            Assert.Equal(entry.Shape, copy.Tensors[entry.Name].Shape);
            Assert.Equal(golden.ReadBytes(entry), copy.ReadBytes(copy.Tensors[entry.Name]));
        });
    }
}
