using LogitLens.Experiments.Evaluation;

namespace LogitLens.Tests.Experiments.Evaluation.MinimalPairs;

public sealed class PairSummaryTests
{
    [Fact]
    public void The_more_probable_sentence_decides_and_a_tie_is_no_success()
    {
        PairResult result = PairSummary.Of([Pair("a", 1, good: -3, bad: -4), Pair("a", 2, good: -4, bad: -3), Pair("a", 3, good: -3, bad: -3)]);

        Assert.Equal((1, 3), (result.Overall.Accuracy.Count, result.Overall.N));
        Assert.Equal(0, result.Overall.Margin.Value!.Value, 1e-12);
    }

    [Fact]
    public void Paradigms_count_alike_in_their_mean_whatever_their_size()
    {
        PairResult result = PairSummary.Of(
            [Pair("a", 1, -1, -2), Pair("b", 1, -2, -1), Pair("b", 2, -2, -1), Pair("b", 3, -2, -1)]);

        Assert.Equal(0.5, result.MeanOfParadigms.Value);
        Assert.Equal(0.25, result.Overall.Accuracy.Value);
        Assert.Equal(["a", "b"], result.Paradigms.Select(group => group.Name));
        Assert.Equal("agreement", Assert.Single(result.Phenomena).Name);
    }

    [Fact]
    public void Pairs_of_one_lemma_count_as_one()
    {
        PairRecord[] pairs = [.. Enumerable.Range(1, 40).Select(number => Pair("a", number, good: number <= 20 ? -1 : -3, bad: -2))];
        Dictionary<string, string> lemmas = pairs.ToDictionary(pair => pair.Id, pair => int.Parse(pair.Id[2..]) <= 20 ? "first" : "second");

        PairGroup alone = PairSummary.Of(pairs).Overall, together = PairSummary.Of(pairs, lemmas).Overall;

        Assert.Equal((20, 40), (together.Accuracy.Count, together.N));
        Assert.InRange(alone.Accuracy.Interval!.Value.Low, 0.3, 0.4);
        Assert.InRange(together.Accuracy.Interval!.Value.Low, 0, 0.05);
        Assert.True(together.Margin.Interval!.Value.High > 5 * alone.Margin.Interval!.Value.High);
    }

    private static PairRecord Pair(string paradigm, int number, double good, double bad) => new()
    {
        Id = $"{paradigm}:{number}",
        Paradigm = paradigm,
        Phenomenon = "agreement",
        GoodLogProb = good,
        BadLogProb = bad,
    };
}
