using LogitLens.Datasets;
using LogitLens.Experiments.Evaluation;
using LogitLens.Models;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Evaluation.Classification;

public sealed class LabelScorerTests
{
    private static readonly LabelWord[] s_words = [new("one", [5]), new("two", [7, 11]), new("three", [7, 3, 2])];

    [Fact]
    public void A_whole_word_scores_the_sum_over_its_tokens()
    {
        using GoldenModel golden = new("odd-shape");
        int[][] prompts = golden.Case.Sequences;

        LabelReading[] readings = new LabelScorer(golden.Transformer, s_words, LabelScoring.WholeWord).Read(prompts, null, TokenGenerator.Greedy);

        for (int i = 0; i < prompts.Length; i++)
        {
            double[] expected = TokenScores.ContinuationLogProbabilities(
                golden.Exact, [.. s_words.Select(word => (prompts[i], word.TokenIds.ToArray()))]);
            Close.Assert(expected, readings[i].LabelLogProbs, Tolerance.Forward, $"prompt {i}");
        }
    }

    [Fact]
    public void A_first_token_scores_alone()
    {
        using GoldenModel golden = new("odd-shape");
        int[][] prompts = golden.Case.Sequences;

        LabelReading[] readings = new LabelScorer(golden.Transformer, s_words, LabelScoring.FirstToken).Read(prompts, null, TokenGenerator.Greedy);

        Assert.All(readings, reading => Assert.Equal(reading.LabelLogProbs[1], reading.LabelLogProbs[2]));
        double[] expected = TokenScores.ContinuationLogProbabilities(golden.Exact, [(prompts[0], [7])]);
        Close.Assert(expected[0], readings[0].LabelLogProbs[1], Tolerance.Forward);
    }

    [Theory]
    [InlineData(LabelScoring.FirstToken)]
    [InlineData(LabelScoring.WholeWord)]
    public void A_shared_beginning_computed_once_changes_nothing(LabelScoring scoring)
    {
        using GoldenModel golden = new("odd-shape");
        int[] start = golden.Case.Sequences[0][..5];
        int[][] rest = golden.Case.Sequences;
        using KeyValuePrefix prefix = golden.Transformer.Prefix(start);
        LabelScorer scorer = new(golden.Transformer, s_words, scoring);

        LabelReading[] whole = new LabelScorer(golden.Exact, s_words, scoring).Read(
            [.. rest.Select(tokens => (int[])[.. start, .. tokens])], null, TokenGenerator.Greedy);
        LabelReading[] shared = scorer.Read(rest, prefix, TokenGenerator.Greedy);

        for (int i = 0; i < rest.Length; i++)
        {
            Close.Assert(whole[i].LabelLogProbs, shared[i].LabelLogProbs, Tolerance.Forward);
            Assert.Equal(whole[i].Decoded, shared[i].Decoded);
        }
    }

    [Fact]
    public void The_token_that_the_model_goes_on_with_is_its_greedy_continuation()
    {
        using GoldenModel golden = new("vocab50257");
        int[][] prompts = golden.Case.Sequences;
        int[][] greedy = [.. golden.Case.Expected.GetProperty("greedy_16_tokens").EnumerateArray().Select(GoldenCase.Ints)];

        LabelReading[] readings = new LabelScorer(golden.Transformer, s_words, LabelScoring.FirstToken).Read(prompts, null, TokenGenerator.Greedy);

        Assert.Equal(greedy.Select((tokens, i) => tokens[prompts[i].Length]), readings.Select(reading => reading.Decoded));
    }
}
