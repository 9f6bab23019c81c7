using System.IO.Compression;
using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints.Pytorch;

public sealed class PytorchBinFileTests : IDisposable
{
    private static readonly byte[] s_sixFloats = SafetensorsBytes.Floats(0, 1, 2, 3, 4, 5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_state_dict_gives_its_tensors_with_names_types_and_shapes()
    {
        string path = _folder.WriteTorchFile(
            TorchFile.StateDict(items =>
            {
                items.Text("transformer.wte.weight").Tensor("FloatStorage", "0", 6, 0, [2, 3], [3, 1]);
                items.Text("half").Tensor("HalfStorage", "1", 2, 0, [2], [1]);
                items.Text("brain").Tensor("BFloat16Storage", "2", 1, 0, [], []);
                items.Text("mask").Tensor("BoolStorage", "3", 3, 0, [1, 1, 3], [3, 3, 1]);
            }),
            [s_sixFloats, [0, 0x3c, 0, 0x40], [0x80, 0x3f], [1, 0, 1]]);

        using Checkpoint checkpoint = PytorchBinFile.Open(path);

        Assert.Equal(["brain", "half", "mask", "transformer.wte.weight"], checkpoint.Tensors.Keys.Order());
        TensorEntry embedding = checkpoint.Tensors["transformer.wte.weight"];
        Assert.Equal((CheckpointDType.F32, null), (embedding.DType, embedding.Strides));
        Assert.Equal([2L, 3L], embedding.Shape);
        Assert.Equal(s_sixFloats, checkpoint.ReadBytes(embedding));
        Assert.Equal(CheckpointDType.F16, checkpoint.Tensors["half"].DType);
        Assert.Equal([0, 0x3c, 0, 0x40], checkpoint.ReadBytes(checkpoint.Tensors["half"]));
        Assert.Equal(CheckpointDType.BF16, checkpoint.Tensors["brain"].DType);
        Assert.Empty(checkpoint.Tensors["brain"].Shape);
        Assert.Equal([0x80, 0x3f], checkpoint.ReadBytes(checkpoint.Tensors["brain"]));
        Assert.Equal([1, 0, 1], checkpoint.ReadBytes(checkpoint.Tensors["mask"]));
    }

    [Fact]
    public void A_transposed_tensor_reads_row_by_row()
    {
        string path = _folder.WriteTorchFile(
            TorchFile.StateDict(items => items.Text("t").Tensor("FloatStorage", "0", 6, 0, [3, 2], [1, 3])), [s_sixFloats]);

        using Checkpoint checkpoint = PytorchBinFile.Open(path);

        Assert.Equal([0f, 3, 1, 4, 2, 5], SafetensorsBytes.ToFloats(checkpoint.ReadBytes(checkpoint.Tensors["t"])));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void A_strided_tensor_can_be_copied_from_any_element_on(int first)
    {
        string path = _folder.WriteTorchFile(
            TorchFile.StateDict(items => items.Text("t").Tensor("FloatStorage", "0", 6, 0, [3, 2], [1, 3])), [s_sixFloats]);
        using Checkpoint checkpoint = PytorchBinFile.Open(path);
        byte[] rest = new byte[(6 - first) * 4];

        checkpoint.CopyTo(checkpoint.Tensors["t"], first * 4, rest);

        Assert.Equal(new[] { 0f, 3, 1, 4, 2, 5 }[first..], SafetensorsBytes.ToFloats(rest));
    }

    [Fact]
    public void Tensors_may_share_a_storage_and_start_anywhere_in_it()
    {
        string path = _folder.WriteTorchFile(
            TorchFile.StateDict(items =>
            {
                items.Text("whole").Tensor("FloatStorage", "0", 6, 0, [6], [1]);
                items.Text("tail").Tensor("FloatStorage", "0", 6, 4, [2], [1]);
                items.Text("every second").Tensor("FloatStorage", "0", 6, 1, [3], [2]);
                items.Text("repeated").Tensor("FloatStorage", "0", 6, 5, [2, 2], [0, 0]);
            }),
            [s_sixFloats]);

        using Checkpoint checkpoint = PytorchBinFile.Open(path);

        Assert.Equal([4f, 5], SafetensorsBytes.ToFloats(checkpoint.ReadBytes(checkpoint.Tensors["tail"])));
        Assert.Equal([1f, 3, 5], SafetensorsBytes.ToFloats(checkpoint.ReadBytes(checkpoint.Tensors["every second"])));
        Assert.Equal([5f, 5, 5, 5], SafetensorsBytes.ToFloats(checkpoint.ReadBytes(checkpoint.Tensors["repeated"])));
    }

    [Theory]
    [InlineData(new long[] { 7 }, new long[] { 1 }, 0)]
    [InlineData(new long[] { 2 }, new long[] { 1 }, 5)]
    [InlineData(new long[] { 2 }, new long[] { -1 }, 1)]
    [InlineData(new long[] { 2 }, new long[] { 1 }, -1)]
    [InlineData(new long[] { 3, 3 }, new long[] { long.MaxValue / 2, 1 }, 0)]
    [InlineData(new long[] { long.MaxValue, 4 }, new long[] { 0, 0 }, 0)]
    [InlineData(new long[] { 2, 3 }, new long[] { 1 }, 0)]
    public void A_view_that_leaves_its_storage_is_refused(long[] shape, long[] strides, long offset)
    {
        string path = _folder.WriteTorchFile(
            TorchFile.StateDict(items => items.Text("t").Tensor("FloatStorage", "0", 6, offset, shape, strides)), [s_sixFloats]);

        InputException error = Assert.Throws<InputException>(() => PytorchBinFile.Open(path));

        Assert.StartsWith($"{path}: tensor t: shape [", error.Message);
        Assert.EndsWith("leave its storage of 6 elements", error.Message);
    }

    [Fact]
    public void A_storage_of_the_wrong_size_or_none_is_refused()
    {
        byte[] pickle = TorchFile.StateDict(items => items.Text("t").Tensor("FloatStorage", "0", 6, 0, [6], [1]));

        string small = _folder.WriteTorchFile(pickle, [s_sixFloats[..20]], "small.bin");
        Assert.Equal(
            $"{small}: tensor t: its storage archive/data/0 is 20 bytes, expected 6 elements of F32",
            Problem(small));

        string none = _folder.WriteTorchFile(pickle, [], "none.bin");
        Assert.Equal(
            $"{none}: tensor t: its storage archive/data/0 is not in the archive",
            Problem(none));
    }

    [Fact]
    public void A_pickle_that_would_run_a_command_is_refused_and_the_command_named()
    {
        byte[] pickle = new PickleBytes().Global("os", "system").Opcode('(').Text("touch /tmp/owned").Opcode('t').Opcode('R').Stop();
        string path = _folder.WriteTorchFile(pickle, []);

        InputException error = Assert.Throws<InputException>(() => PytorchBinFile.Open(path));

        Assert.Equal(
            $"{path}: not a pickle of tensors: asks for os.system, which loading tensors does not need; refused, since it could run code",
            error.Message);
    }

    [Fact]
    public void Compressed_entries_are_refused_with_what_to_do()
    {
        string path = _folder.WriteTorchFile(
            TorchFile.StateDict(items => items.Text("t").Tensor("FloatStorage", "0", 64, 0, [64], [1])),
            [new byte[256]],
            compression: CompressionLevel.Optimal);

        Assert.Contains("is compressed; torch.save stores its entries as they are", Problem(path));
    }

    [Fact]
    public void Big_endian_archives_are_refused()
    {
        byte[] pickle = TorchFile.StateDict(items => items.Text("t").Tensor("FloatStorage", "0", 6, 0, [6], [1]));
        string path = _folder.WriteTorchFile(pickle, [s_sixFloats], byteOrder: "big");

        Assert.Equal($"{path}: byte order \"big\", expected \"little\"", Problem(path));
    }

    [Fact]
    public void The_format_before_PyTorch_1_6_is_recognised()
    {
        string path = _folder.File("old.bin");
        File.WriteAllBytes(path, [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.']);

        Assert.Contains("written by PyTorch before 1.6", Problem(path));
    }

    [Fact]
    public void Files_that_are_no_archive_or_hold_no_state_dict_are_refused()
    {
        string text = _folder.Write("text.bin", "version https://git-lfs.github.com/spec/v1");
        Assert.Contains("not a PyTorch file: expected a zip archive", Problem(text));

        string number = _folder.WriteTorchFile(new PickleBytes().Integer(3).Stop(), [], "number.bin");
        Assert.Contains("holds no dict of tensors", Problem(number));

        string empty = _folder.WriteTorchFile(new PickleBytes().Opcode('}').Stop(), [], "empty.bin");
        Assert.Contains("the pickled dict has no tensors", Problem(empty));
    }

    [Fact]
    public void A_truncated_archive_says_so()
    {
        string path = SmallFile();
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^30]);

        Assert.StartsWith($"{path}: truncated: the zip archive has no end record", Problem(path));
    }

    [Fact]
    public void Damage_anywhere_in_a_file_gives_an_InputException_or_a_checkpoint_that_opens()
    {
        byte[] sound = File.ReadAllBytes(SmallFile());
        string path = _folder.File("fuzz.bin");
        Mutations.Of(sound, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            using Checkpoint checkpoint = PytorchBinFile.Open(path);
            foreach (TensorEntry entry in checkpoint.Tensors.Values.Where(entry => entry.ByteLength < 1 << 20))
            {
                checkpoint.ReadBytes(entry);
            }
        });
    }

    private static string Problem(string path) => Assert.Throws<InputException>(() => PytorchBinFile.Open(path)).Message;

    private string SmallFile() => _folder.WriteTorchFile(
        TorchFile.StateDict(items =>
        {
            items.Text("a").Tensor("FloatStorage", "0", 6, 0, [2, 3], [3, 1]);
            items.Text("b").Tensor("FloatStorage", "0", 6, 0, [3, 2], [1, 3]);
        }),
        [s_sixFloats]);
}
