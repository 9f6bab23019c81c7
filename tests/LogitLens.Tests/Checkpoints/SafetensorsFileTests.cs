using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_have_the_names_types_and_shapes_of_the_header_and_their_own_bytes()
    {
        string path = _folder.WriteSafetensors(
            """
            {"__metadata__":{"format":"pt"},
             "b":{"dtype":"U8","shape":[],"data_offsets":[24,25]},
             "a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}
            """,
            [.. SafetensorsBytes.Floats(1, 2, 3, 4, 5, 6), 7]);

        using Checkpoint checkpoint = SafetensorsFile.Open(path);

        Assert.Equal(["a", "b"], checkpoint.Tensors.Keys.Order());
        Assert.Equal(CheckpointDType.F32, checkpoint.Tensors["a"].DType);
        Assert.Equal([2L, 3L], checkpoint.Tensors["a"].Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], SafetensorsBytes.ToFloats(checkpoint.ReadBytes(checkpoint.Tensors["a"])));
        Assert.Equal(1, checkpoint.Tensors["b"].ElementCount);
        Assert.Equal([7], checkpoint.ReadBytes(checkpoint.Tensors["b"]));
        Assert.Equal("pt", checkpoint.Metadata["format"]);
        Assert.Equal([path], checkpoint.Files);
    }

    [Fact]
    public void A_tensor_can_be_copied_in_pieces()
    {
        string path = _folder.WriteVectors("model.safetensors", ("first", 3), ("second", 10));
        using Checkpoint checkpoint = SafetensorsFile.Open(path);
        byte[] piece = new byte[8];

        checkpoint.CopyTo(checkpoint.Tensors["second"], 4 * 4, piece);

        Assert.Equal([4f, 5f], SafetensorsBytes.ToFloats(piece));
    }

    [Theory]
    [InlineData(-4, 4)]
    [InlineData(8, 8)]
    [InlineData(2, 4)]
    [InlineData(0, 3)]
    public void A_piece_outside_the_tensor_or_across_an_element_is_refused(long start, int length)
    {
        using Checkpoint checkpoint = SafetensorsFile.Open(_folder.WriteVectors("model.safetensors", ("v", 3)));

        Assert.Throws<ArgumentOutOfRangeException>(() => checkpoint.CopyTo(checkpoint.Tensors["v"], start, new byte[length]));
    }

    [Fact]
    public void Tensors_without_elements_are_sound()
    {
        string path = _folder.WriteSafetensors(
            """{"empty":{"dtype":"F32","shape":[0,5],"data_offsets":[0,0]},"v":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}""",
            [1, 2]);

        using Checkpoint checkpoint = SafetensorsFile.Open(path);

        Assert.Empty(checkpoint.ReadBytes(checkpoint.Tensors["empty"]));
        Assert.Equal([1, 2], checkpoint.ReadBytes(checkpoint.Tensors["v"]));
    }

    [Theory]
    [InlineData("[]", 0, "the header is not a JSON object")]
    [InlineData("{", 0, "the header is not valid JSON")]
    [InlineData("""{"\ud800":1}""", 0, "the header is not valid JSON")]
    [InlineData("""{"a":1}""", 0, "tensor a: its header entry is not a JSON object")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "tensor a has no dtype")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4, "tensor a has dtype F8_E4M3; supported are F64, F32,")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "tensor a has no shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "tensor a: shape holds 1.5, expected a whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "tensor a: no tensor has the shape [-1]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", 4, "tensor a: no tensor has the shape")]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "tensor a: data_offsets has 1 numbers, expected begin and end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "tensor a: data_offsets [4, 0] are not a range")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor a: F32 [2] is 8 bytes, its data_offsets span 4")]
    [InlineData("""{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}""", 4, "truncated: tensor a ends at byte")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 9, "the tensors take 4 bytes, the file has 9 after its header")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}""",
        8, "tensor a stands in the header twice")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""",
        6, "tensor b starts at 2, inside the tensor before it")]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[6,10]}}""",
        10, "bytes 4 to 6, before tensor b, belong to no tensor")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, "__metadata__ k is not a string")]
    public void A_header_that_is_not_sound_is_refused_with_the_tensor_and_the_numbers(string header, int dataLength, string problem)
    {
        string path = _folder.WriteSafetensors(header, new byte[dataLength]);

        InputException error = Assert.Throws<InputException>(() => SafetensorsFile.Open(path));

        Assert.StartsWith(path + ": ", error.Message);
        Assert.Contains(problem, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_truncated_file_names_the_tensor_that_is_cut_off()
    {
        string path = _folder.WriteVectors("model.safetensors", ("whole", 2), ("cut", 10));
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^1]);

        InputException error = Assert.Throws<InputException>(() => SafetensorsFile.Open(path));

        Assert.Equal(
            $"{path}: truncated: tensor cut ends at byte {bytes.Length}, the file is {bytes.Length - 1} bytes long", error.Message);
    }

    [Fact]
    public void A_header_longer_than_the_file_or_than_the_limit_is_refused_before_it_is_read()
    {
        string path = _folder.File("model.safetensors");

        File.WriteAllBytes(path, [100, 0, 0, 0, 0, 0, 0, 0, (byte)'{']);
        Assert.Contains("truncated: the header is 100 bytes long", Assert.Throws<InputException>(() => SafetensorsFile.Open(path)).Message);

        File.WriteAllBytes(path, [255, 255, 255, 255, 255, 255, 255, 255, (byte)'{']);
        Assert.Contains("not a safetensors file", Assert.Throws<InputException>(() => SafetensorsFile.Open(path)).Message);

        File.WriteAllBytes(path, [1, 2, 3]);
        Assert.Contains("3 bytes long", Assert.Throws<InputException>(() => SafetensorsFile.Open(path)).Message);
    }

    [Fact]
    public void An_absent_an_empty_and_an_unreadable_path_are_named()
    {
        string absent = _folder.File("absent.safetensors");
        Assert.Equal($"{absent}: no such file", Assert.Throws<InputException>(() => SafetensorsFile.Open(absent)).Message);

        string empty = _folder.Write("empty.safetensors", "");
        Assert.Equal($"{empty}: the file is empty", Assert.Throws<InputException>(() => SafetensorsFile.Open(empty)).Message);

        Assert.Contains("cannot be read", Assert.Throws<InputException>(() => SafetensorsFile.Open(_folder.Path)).Message);
    }

    [Theory]
    [InlineData("vocab50257", 52, 50257, 64)]
    [InlineData("odd-shape", 41, 97, 48)]
    public void The_golden_checkpoints_open_with_gpt2s_tensors(string name, int tensors, long vocabulary, long width)
    {
        using Checkpoint checkpoint = SafetensorsFile.Open(Path.Combine(GoldenCase.FolderOf(name), "model.safetensors"));

        Assert.Equal(tensors, checkpoint.Tensors.Count);
        string embedding = checkpoint.Tensors.Keys.Single(key => key.EndsWith("wte.weight"));
        Assert.Equal([vocabulary, width], checkpoint.Tensors[embedding].Shape);
        Assert.All(checkpoint.Tensors.Values, entry => Assert.Equal(CheckpointDType.F32, entry.DType));
    }

    [Theory]
    [InlineData("vocab50257")]
    [InlineData("odd-shape")]
    public void Rows_of_the_embedding_are_the_reference_models_hook_embed(string name)
    {
        using Checkpoint model = SafetensorsFile.Open(Path.Combine(GoldenCase.FolderOf(name), "model.safetensors"));
        using Checkpoint expected = SafetensorsFile.Open(Path.Combine(GoldenCase.FolderOf(name), "expected.safetensors"));
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(GoldenCase.FolderOf(name), "expected.json")));
        TensorEntry embedding = model.Tensors.Values.Single(entry => entry.Name.EndsWith("wte.weight"));
        byte[] row = new byte[embedding.Shape[1] * 4];
        int sequence = 0;
        foreach (JsonElement tokens in cases.RootElement.GetProperty("sequences").EnumerateArray())
        {
            TensorEntry embed = expected.Tensors[$"{sequence++}/hook_embed"];
            float[] rows = [.. tokens.EnumerateArray().SelectMany(token =>
            {
                model.CopyTo(embedding, token.GetInt64() * row.Length, row);
                return SafetensorsBytes.ToFloats(row);
            })];

            Assert.Equal(SafetensorsBytes.ToFloats(expected.ReadBytes(embed)), rows);
        }

        Assert.Equal(3, sequence);
    }

    [Fact]
    public void A_file_larger_than_the_mapping_window_reads_whole()
    {
        int length = (MappedFile.WindowBytes * 2) + 12;
        byte[] data = new byte[length];
        new Random(1).NextBytes(data);
        string path = _folder.WriteSafetensors(
            $$$"""{"big":{"dtype":"U8","shape":[{{{length}}}],"data_offsets":[0,{{{length}}}]}}""", data);
        using Checkpoint checkpoint = SafetensorsFile.Open(path);

        Assert.True(checkpoint.ReadBytes(checkpoint.Tensors["big"]).AsSpan().SequenceEqual(data));
    }

    [Fact]
    public void Damage_anywhere_in_a_file_gives_an_InputException_or_a_checkpoint_that_reads()
    {
        byte[] sound = SafetensorsBytes.Join(
            Encoding.UTF8.GetBytes(
                """
                {"__metadata__":{"a":"b"},
                 "x":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},
                 "y":{"dtype":"I64","shape":[1],"data_offsets":[8,16]}}
                """),
            new byte[16]);
        string path = _folder.File("fuzz.safetensors");
        Mutations.Of(sound, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            using Checkpoint checkpoint = SafetensorsFile.Open(path);
            foreach (TensorEntry entry in checkpoint.Tensors.Values)
            {
                checkpoint.ReadBytes(entry);
            }
        });
    }
}
