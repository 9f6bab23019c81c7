using LogitLens.Experiments.Steering;

namespace LogitLens.Tests.Experiments.Steering.Directions;

public sealed class DirectionSourceTests
{
    [Theory]
    [InlineData("mean-difference", DirectionKind.MeanDifference, null, null)]
    [InlineData("a b/probes.safetensors:blocks.1.hook_resid_post/weight", DirectionKind.File, "a b/probes.safetensors", "blocks.1.hook_resid_post/weight")]
    [InlineData("x.SAFETENSORS:v", DirectionKind.File, "x.SAFETENSORS", "v")]
    [InlineData("a:b.gguf", DirectionKind.File, "a:b.gguf", null)]
    [InlineData("pairs:p.jsonl", DirectionKind.Pairs, "p.jsonl", null)]
    [InlineData("contrast:I love it|I hate it", DirectionKind.Contrast, null, "I love it|I hate it")]
    public void A_source_is_read_and_written(string text, DirectionKind kind, string? file, string? key)
    {
        Assert.True(DirectionSource.TryParse(text, out DirectionSource source));
        Assert.Equal(new DirectionSource(kind, file, key), source);
        Assert.Equal(text, source.ToString());
        Assert.Equal(file is null ? [] : [file], source.Paths);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mean")]
    [InlineData("x.safetensors")]
    [InlineData("x.safetensors:")]
    [InlineData(".safetensors:key")]
    [InlineData(".gguf")]
    [InlineData("pairs:")]
    [InlineData("contrast:only one")]
    [InlineData("contrast:a|b|c")]
    public void Anything_else_is_not(string text) => Assert.False(DirectionSource.TryParse(text, out _));
}
