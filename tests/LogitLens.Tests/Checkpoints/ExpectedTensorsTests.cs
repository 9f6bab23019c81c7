using LogitLens.Checkpoints;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Checkpoints;

public sealed class ExpectedTensorsTests : IDisposable
{
    private static readonly ExpectedTensors s_expected = new(new Dictionary<string, long[]> { ["wte"] = [4], ["wpe"] = [3] })
    {
        Optional = new Dictionary<string, long[]> { ["head"] = [4] },
        Ignore = name => name.EndsWith("attn.bias"),
        Prefix = "transformer.",
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("wte", "wpe")]
    [InlineData("transformer.wte", "transformer.wpe")]
    [InlineData("transformer.wte", "wpe")]
    public void Names_are_found_with_or_without_the_prefix(string embedding, string positions)
    {
        using Checkpoint checkpoint = Open((embedding, 4), (positions, 3), ("transformer.h.0.attn.bias", 9), ("head", 4));

        IReadOnlyDictionary<string, TensorEntry> found = s_expected.Match(checkpoint);

        Assert.Equal(["head", "wpe", "wte"], found.Keys.Order());
        Assert.Equal(embedding, found["wte"].Name);
    }

    [Fact]
    public void A_missing_tensor_is_named_with_its_file_and_shape() =>
        Assert.Equal(
            $"{Path}: tensor wpe is missing, expected [3]; the file has 1 tensors, looked for with and without \"transformer.\"",
            Problem(("wte", 4)));

    [Fact]
    public void An_extra_tensor_is_named() =>
        Assert.Equal(
            $"{Path}: unexpected tensor layers.0 F32 [1]: the model has none of that name",
            Problem(("wte", 4), ("wpe", 3), ("layers.0", 1)));

    [Fact]
    public void A_mis_shaped_tensor_gives_both_shapes() =>
        Assert.Equal($"{Path}: tensor transformer.wte is F32 [5], expected [4]", Problem(("transformer.wte", 5), ("wpe", 3)));

    [Fact]
    public void An_optional_tensor_must_have_its_shape_too() =>
        Assert.Equal($"{Path}: tensor head is F32 [5], expected [4]", Problem(("wte", 4), ("wpe", 3), ("head", 5)));

    [Fact]
    public void A_tensor_with_and_without_the_prefix_is_ambiguous() =>
        Assert.Equal(
            $"{Path}: tensor wte is there twice, as transformer.wte and as wte", Problem(("wte", 4), ("transformer.wte", 4), ("wpe", 3)));

    [Fact]
    public void More_problems_are_counted() =>
        Assert.Equal(
            $"{Path}: tensor wte is F32 [5], expected [4] (and 1 more such, the next: {Path}: tensor wpe is missing, expected [3]; "
            + "the file has 1 tensors, looked for with and without \"transformer.\")",
            Problem(("wte", 5)));

    [Fact]
    public void Weights_must_be_floating_point()
    {
        _folder.WriteSafetensors(
            """{"wpe":{"dtype":"F16","shape":[3],"data_offsets":[0,6]},"wte":{"dtype":"U8","shape":[4],"data_offsets":[6,10]}}""",
            new byte[10]);
        using Checkpoint checkpoint = SafetensorsFile.Open(Path);

        Assert.Equal(
            $"{Path}: tensor wte is U8 [4], expected F32, F16, BF16 or F64",
            Assert.Throws<InputException>(() => s_expected.Match(checkpoint)).Message);
    }

    private string Path => _folder.File("model.safetensors");

    private Checkpoint Open(params (string Name, int Length)[] tensors) =>
        SafetensorsFile.Open(_folder.WriteVectors("model.safetensors", tensors));

    private string Problem(params (string Name, int Length)[] tensors)
    {
        using Checkpoint checkpoint = Open(tensors);
        return Assert.Throws<InputException>(() => s_expected.Match(checkpoint)).Message;
    }
}
