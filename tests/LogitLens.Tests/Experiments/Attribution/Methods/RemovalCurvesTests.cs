using LogitLens.Experiments.Attribution;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Attribution.Methods;

public sealed class RemovalCurvesTests : IDisposable
{
    private static readonly int[] s_tokens = [5, 1, 9, 2];
    private readonly Transformer _model = SmallModel.Create();
    private readonly List<int> _passes = [];

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Without_the_token_that_leave_one_out_ranks_first_the_score_loses_what_that_says()
    {
        using DisposeScope scope = NewDisposeScope();
        (TokenAttribution own, IReadOnlyList<RemovalEffect> effects) = Removed();

        // The last position is never taken away.
        double most = own.Scores.Take(3).Max()!.Value;
        RemovalEffect first = effects.Single(each => each is { Method: AttributionMethod.LeaveOneOut, Operator: OcclusionOperator.Replace, Share: 0.05 });
        Close.Assert(most, first.Comprehensiveness, Tolerance.Edited, "without the first");
        Assert.Equal(RemovalCurves.Shares.Count * 2 * 2, effects.Count); // the method and chance, by two operators
    }

    [Fact]
    public void What_is_taken_away_more_than_once_is_scored_once()
    {
        using DisposeScope scope = NewDisposeScope();
        _ = Removed();

        // Of three tokens one or two are taken away: six sets, by two operators.
        Assert.InRange(_passes.Sum(), 2, 2 * 6);
    }

    private (TokenAttribution Own, IReadOnlyList<RemovalEffect> Effects) Removed()
    {
        PromptAttributions methods = new(
            _model, new AttributionOptions { Method = [AttributionMethod.LeaveOneOut] }, zeros([SmallModel.Config.ModelWidth]), 1L << 30, _passes.Add);
        IReadOnlyList<ScoredPrompt> scored = methods.Scores([s_tokens], [new AttributionTarget(7, 11)]);
        IReadOnlyList<TokenAttribution> said = methods.Of(scored)[0];
        _passes.Clear();
        return (said[0], methods.Removals([(scored[0], [0, 1, 2, 3], said, new SeededRandom(0, "orders"))])[0]);
    }
}
