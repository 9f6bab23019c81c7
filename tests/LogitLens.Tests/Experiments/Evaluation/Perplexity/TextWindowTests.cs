using FsCheck;
using FsCheck.Fluent;
using LogitLens.Experiments.Evaluation;

namespace LogitLens.Tests.Experiments.Evaluation.Perplexity;

public sealed class TextWindowTests
{
    [Fact]
    public void Windows_move_by_the_stride_and_score_what_is_new() => Assert.Equal(
        [new TextWindow(0, 1, 4), new TextWindow(2, 4, 6), new TextWindow(4, 6, 7)],
        TextWindow.Over(tokens: 7, context: 4, stride: 2));

    [Fact]
    public void A_text_within_the_context_is_one_window() =>
        Assert.Equal([new TextWindow(0, 1, 10)], TextWindow.Over(tokens: 10, context: 16, stride: 8));

    [Fact]
    public void Every_token_but_the_first_is_scored_once_with_a_token_before_it()
    {
        Gen<(int Tokens, int Context, int Stride)> cases =
            from tokens in Gen.Choose(2, 300)
            from context in Gen.Choose(2, 40)
            from stride in Gen.Choose(1, context - 1)
            select (tokens, context, stride);
        Prop.ForAll(cases.ToArbitrary(), each =>
        {
            IReadOnlyList<TextWindow> windows = TextWindow.Over(each.Tokens, each.Context, each.Stride);
            IEnumerable<int> scored = windows.SelectMany(window => Enumerable.Range(window.ScoredFrom, window.Scored));
            return scored.SequenceEqual(Enumerable.Range(1, each.Tokens - 1))
                && windows.All(window => window.End - window.Start <= each.Context && window.ScoredFrom > window.Start);
        }).QuickCheckThrowOnFailure();
    }
}
