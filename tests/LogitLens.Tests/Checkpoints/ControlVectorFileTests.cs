using System.Buffers.Binary;
using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints;

public sealed class ControlVectorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_has_the_bytes_that_the_format_says()
    {
        string path = _folder.File("v.gguf");
        ControlVectorFile.Write(path, "gpt2", [(1, [1, 2]), (3, [-0.5f, 4])]);

        Assert.Equal(Sound(), File.ReadAllBytes(path));
    }

    [Fact]
    public void Directions_are_read_by_layer() => AssertDirections(ControlVectorFile.Read(Put(Sound())));

    [Fact]
    public void Pairs_of_every_type_and_other_tensors_are_passed_over_and_an_alignment_is_heeded()
    {
        byte[] pairs =
        [
            .. Text("general.architecture"), .. U32(8), .. Text("controlvector"), .. Text("general.alignment"), .. U32(4), .. U32(64),
            .. Text("byte"), .. U32(0), 7, .. Text("real"), .. U32(12), .. U64(0),
            .. Text("words"), .. U32(9), .. U32(8), .. U64(2), .. Text("a"), .. Text("bc"),
            .. Text("numbers"), .. U32(9), .. U32(3), .. U64(3), 1, 0, 2, 0, 3, 0,
        ];
        byte[] tensors = [.. Tensor("other", [1, 1], 12, 0), .. Tensor("direction.1", [2], 0, 0), .. Tensor("direction.3", [2], 0, 64)];

        AssertDirections(ControlVectorFile.Read(Put(Join(2, 3, 6, [.. pairs, .. tensors], 64))));
    }

    [Theory]
    [InlineData("GGML", "not a GGUF file of version 2 or 3")]
    [InlineData("version", "not a GGUF file of version 2 or 3")]
    [InlineData("llama", "GGUF of architecture 'llama'; directions are in those of 'controlvector'")]
    [InlineData("alignment", "general.alignment is 0")]
    [InlineData("type", "a value of type 13 at byte")]
    [InlineData("sizes", "tensor direction.1 has 5 sizes, and GGUF's have 4 at most")]
    [InlineData("matrix", "tensor direction.1 [2, 2] of type 0 is no direction.N of one size")]
    [InlineData("half", "tensor direction.1 [2] of type 1 is no direction.N of one size and F32")]
    [InlineData("name", "tensor direction.x [2] of type 0 is no direction.N")]
    [InlineData("twice", "tensor direction.1 stands in it twice")]
    [InlineData("none", "there is no tensor direction.N in it")]
    [InlineData("wide", "cut off: what its header says does not lie within its")]
    [InlineData("far", "cut off: what its header says does not lie within its")]
    public void A_file_that_is_not_sound_is_refused(string what, string message)
    {
        byte[] architecture = [.. Text("general.architecture"), .. U32(8), .. Text(what == "llama" ? "llama" : "controlvector")];
        byte[] pair = what == "alignment" ? [.. Text("general.alignment"), .. U32(4), .. U32(0)] : [.. Text("x"), .. U32(what == "type" ? 13u : 7), 1];
        byte[] tensor = what switch
        {
            "sizes" => Tensor("direction.1", [2, 1, 1, 1, 1], 0, 0),
            "matrix" => Tensor("direction.1", [2, 2], 0, 0),
            "half" => Tensor("direction.1", [2], 1, 0),
            "name" => Tensor("direction.x", [2], 0, 0),
            "none" => Tensor("other", [2], 0, 0),
            "wide" => Tensor("direction.1", [ulong.MaxValue], 0, 0),
            "far" => Tensor("direction.1", [2], 0, ulong.MaxValue),
            _ => Tensor("direction.1", [2], 0, 0),
        };
        bool twice = what == "twice";
        byte[] file = Join(what == "version" ? 1u : 3, twice ? 2u : 1, 2, [.. architecture, .. pair, .. tensor, .. twice ? tensor : []]);
        if (what == "GGML")
        {
            file[3] = (byte)'L';
        }

        AssertRefused(file, message);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        byte[] sound = Sound();
        int end = sound.Length - 24;
        Assert.All(Enumerable.Range(0, end), length => Assert.Throws<InputException>(() => ControlVectorFile.Read(Put(sound[..length]))));
    }

    private string Put(byte[] bytes)
    {
        string path = _folder.File("v.gguf");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static void AssertDirections(SortedDictionary<int, float[]> read)
    {
        Assert.Equal([1, 3], read.Keys);
        Assert.Equal([1f, 2f], read[1]);
        Assert.Equal([-0.5f, 4f], read[3]);
    }

    private void AssertRefused(byte[] file, string message) => Assert.Contains(
        message, Assert.Throws<InputException>(() => ControlVectorFile.Read(Put(file))).Message, StringComparison.Ordinal);

    /// <summary>Two directions, byte by byte.</summary>
    internal static byte[] Sound() => Join(3, 2, 3,
    [
        .. Text("general.architecture"), .. U32(8), .. Text("controlvector"), .. Text("controlvector.model_hint"), .. U32(8), .. Text("gpt2"),
        .. Text("controlvector.layer_count"), .. U32(4), .. U32(2), .. Tensor("direction.1", [2], 0, 0), .. Tensor("direction.3", [2], 0, 32),
    ]);

    // Pairs and tensors, padding, then the data: 1, 2 and -0.5, 4, each padded.
    private static byte[] Join(uint version, uint tensors, uint pairs, byte[] header, int alignment = 32)
    {
        byte[] whole = [.. "GGUF"u8, .. U32(version), .. U64(tensors), .. U64(pairs), .. header];
        return [.. Padded(whole, alignment), .. Padded(SafetensorsBytes.Floats(1, 2), alignment), .. Padded(SafetensorsBytes.Floats(-0.5f, 4), alignment)];
    }

    private static byte[] Padded(byte[] bytes, int alignment) => [.. bytes, .. new byte[(alignment - (bytes.Length % alignment)) % alignment]];

    private static byte[] Tensor(string name, ulong[] sizes, uint type, ulong offset) =>
        [.. Text(name), .. U32((uint)sizes.Length), .. sizes.SelectMany(U64), .. U32(type), .. U64(offset)];

    private static byte[] Text(string text) => [.. U64((ulong)text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] U32(uint value)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(ulong value)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
