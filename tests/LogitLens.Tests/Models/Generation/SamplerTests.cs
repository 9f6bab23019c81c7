using LogitLens.Engine;
using LogitLens.Models;

namespace LogitLens.Tests.Models.Generation;

public sealed class SamplerTests
{
    // Probabilities 1/2, 1/4, 1/8, 1/8.
    private static readonly float[] s_scores = [MathF.Log(4), MathF.Log(2), 0, 0];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.49, 0)]
    [InlineData(0.51, 1)]
    [InlineData(0.76, 2)]
    [InlineData(0.88, 3)]
    [InlineData(0.999999, 3)]
    public void A_number_falls_on_the_token_whose_stretch_of_the_distribution_holds_it(double draw, int expected) =>
        Assert.Equal(expected, Sampler.Pick(s_scores, topP: 1, draw));

    [Theory]
    [InlineData(0.66, 0)]
    [InlineData(0.67, 1)]
    [InlineData(0.99, 1)]
    public void A_nucleus_keeps_the_fewest_tokens_that_reach_its_share(double draw, int expected) =>
        Assert.Equal(expected, Sampler.Pick(s_scores, topP: 0.75, draw));

    [Fact]
    public void A_nucleus_of_nothing_keeps_the_most_probable_token() => Assert.Equal(0, Sampler.Pick(s_scores, topP: 0, draw: 0.99));

    [Fact]
    public void Top_k_never_draws_below_the_k_most_probable()
    {
        TorchEngine.Start();
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([0f, 3f, 1f, 2f, 0f, 3f, 1f, 2f], [2, 4], ScalarType.Float32);
        Sampler sampler = new(topK: 2, topP: 1, [() => 0.999, () => 0]);

        Assert.Equal([3, 1], sampler.Choose(logits));
    }

    [Fact]
    public void Draws_follow_the_probabilities()
    {
        int[] counts = new int[4];
        for (int i = 0; i < 1000; i++)
        {
            counts[Sampler.Pick(s_scores, topP: 1, (i + 0.5) / 1000)]++;
        }

        Assert.Equal([500, 250, 125, 125], counts);
    }
}
