using LogitLens.Experiments.Evaluation;

namespace LogitLens.Tests.Experiments.Evaluation.Perplexity;

public sealed class PerplexityResultTests
{
    [Fact]
    public void Perplexity_is_the_exponential_of_the_mean_over_tokens_not_windows()
    {
        PerplexityResult result = PerplexityResult.Of(
            [Window(1, tokens: 1, bytes: 1, probability: 1.0 / 2), Window(2, tokens: 3, bytes: 7, probability: 1.0 / 8)]);

        Assert.Equal(Math.Pow(2, 2.5), result.Perplexity.Value!.Value, 1e-12);
        Assert.Equal(2.5 * Math.Log(2), result.Loss.Value!.Value, 1e-12);
        Assert.Equal(10.0 / 8, result.BitsPerByte.Value!.Value, 1e-12);
        Assert.Equal((4, 8), (result.Tokens, result.Bytes));
    }

    [Fact]
    public void One_window_has_no_interval() => Assert.Null(PerplexityResult.Of([Window(1, 4, 9, 0.25)]).Perplexity.Interval);

    [Fact]
    public void Windows_stand_in_the_order_of_the_text() => Assert.Equal(
        [1, 9, 30], PerplexityResult.Of([Window(30, 1, 1, 0.5), Window(1, 1, 1, 0.5), Window(9, 1, 1, 0.5)]).Windows.Select(window => window.From));

    // A window whose tokens all have the same probability.
    private static WindowRecord Window(int from, int tokens, int bytes, double probability) =>
        new() { Id = $"token:{from}", From = from, Tokens = tokens, Bytes = bytes, LogProb = tokens * Math.Log(probability) };
}
