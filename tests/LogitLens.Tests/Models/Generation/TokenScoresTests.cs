using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Models.Generation;

public sealed class TokenScoresTests
{
    [Fact]
    public void A_continuation_longer_than_a_stretch_of_the_unembedding_scores_the_sum_of_its_tokens()
    {
        using GoldenModel golden = new("vocab50257");
        using DisposeScope scope = NewDisposeScope();
        int[] tokens = [.. Enumerable.Range(0, golden.Transformer.Config.ContextLength).Select(i => (i * 7919) % 50257)];
        double whole = TokenScores.ContinuationLogProbabilities(golden.Transformer, [(tokens[..1], tokens[1..])])[0];

        Tensor log = golden.Exact.Forward(new TokenBatch([tokens])).log_softmax(-1).select(0, 0);
        double expected = Enumerable.Range(1, tokens.Length - 1).Sum(i => log.select(0, i - 1).select(0, tokens[i]).item<double>());

        Close.Assert(expected, whole, Tolerance.Edited);
    }

    [Fact]
    public void A_decoder_gives_the_same_scores_as_whole_sequences()
    {
        using GoldenModel golden = new("odd-shape");
        int[][] prompts = golden.Case.Sequences;
        int[][] answers = [[5], [7, 3, 2], [11, 4]];
        using BatchDecoder decoder = new(golden.Transformer, prompts, room: 2);

        double[] decoded = ContinuationScores.LogProbabilities(decoder, answers);

        Close.Assert(TokenScores.ContinuationLogProbabilities(golden.Exact, [.. prompts.Zip(answers)]), decoded, Tolerance.Forward);
    }
}
