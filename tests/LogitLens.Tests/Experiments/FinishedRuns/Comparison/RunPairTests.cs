using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Experiments.Lens;
using LogitLens.Runs;

namespace LogitLens.Tests.Experiments.FinishedRuns.Comparison;

public sealed class RunPairTests : IDisposable
{
    private readonly FakeComparison _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Conditions_are_matched_by_name_and_the_others_named()
    {
        string a = _runs.Run("a").Lens(("0-shot", "10"), ("1-shot-correct", "11"));
        string b = _runs.Run("b").Lens(("0-shot", "11"), ("1-shot-incorrect", "00"));

        CompareResult result = _runs.Compare(a, b);

        Assert.All(result.Differences(), each => Assert.Equal("0-shot", each.Condition));
        Assert.Equal(
            ["a and b: only a has 1-shot-correct, not compared", "a and b: only b has 1-shot-incorrect, not compared"], result.Notes);
    }

    [Fact]
    public void A_single_condition_on_either_side_is_compared_whatever_its_name()
    {
        string a = _runs.Run("a").Lens(("1-shot-correct", "1100"));
        string b = _runs.Run("b").Lens(("1-shot-incorrect", "0100"));

        Assert.All(_runs.Compare(a, b).Differences(), each => Assert.Equal("1-shot-correct | 1-shot-incorrect", each.Condition));
    }

    [Fact]
    public void Only_the_examples_that_both_have_are_compared_and_the_comparison_says_so()
    {
        string a = _runs.Run("a").Lens(("0-shot", "110"));
        string b = _runs.Run("b").Lens(("0-shot", "00111"));

        CompareResult result = _runs.Compare(a, b);

        Assert.All(result.Differences(), each => Assert.Equal(3, each.N));
        Assert.Equal("a and b: of 3 and 5 examples (0-shot), the 3 that both have are compared", Assert.Single(result.Notes));
    }

    [Fact]
    public void One_draw_stands_beside_each_of_several_and_of_unlike_numbers_the_first_are_compared()
    {
        string one = _runs.Run("one").Lens(("0-shot", "1100"));
        string two = _runs.Run("two").LensDraws("0-shot", "1110", "1111");
        string three = _runs.Run("three").LensDraws("0-shot", "1110", "1111", "0000");

        CompareResult result = _runs.Compare(one, two, three);

        Assert.Equal(0.375, result.Accuracy(0).Difference.Value!.Value, 12);
        Assert.Equal(0, result.Accuracy(2).Difference.Value!.Value, 12);
        Assert.Contains(
            result.Notes, note => note.Contains("1 and 2 draws of demonstrations (0-shot); the one draw stands beside each", StringComparison.Ordinal));
        Assert.Contains(result.Notes, note => note.Contains("of 2 and 3 draws of demonstrations (0-shot), the first 2 are compared", StringComparison.Ordinal));
    }

    [Fact]
    public void Rankings_of_heads_are_compared()
    {
        string a = _runs.Head("a").HeadAblation(5, -3, -1, 0, 1, 2);
        string b = _runs.Head("b").HeadAblation(5, -30, 1, 2, 3, 40);

        CompareRecord pair = _runs.Compare(a, b).Pairs[0];

        // Of the two greatest by size, heads 0 and 4, both runs have both.
        Assert.Equal((2, 2), (pair.Effects!.Top, pair.Effects.Shared));
        Assert.Equal(1, pair.Effects.RankCorrelation!.Value, 1e-12);
        Assert.Equal(["clean_accuracy", "clean_logit_difference"], pair.Differences.Select(each => each.Metric));
    }

    [Fact]
    public void Heads_of_models_of_other_shapes_do_not_correspond()
    {
        CompareRecord pair = _runs.Compare(_runs.Head("a").HeadAblation(2, 1, 2), _runs.Head("b").HeadAblation(3, 1, 2, 3)).Pairs[0];

        Assert.Null(pair.Effects);
        Assert.Contains("heads of one are not heads of the other", Assert.Single(pair.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Perplexities_stand_side_by_side_without_a_test()
    {
        string Text(string name, double logProb) => new FakeRun(_runs.Folder, name) { Command = "evaluate" }.Write(
            Array.Empty<WindowRecord>(),
            PerplexityResult.Of([new WindowRecord { Id = "w", Tokens = 10, Bytes = 40, LogProb = logProb }]));

        MetricDifference[] differences = [.. _runs.Compare(Text("a", -30), Text("b", -20)).Differences()];

        Assert.Equal(["loss", "perplexity", "bits_per_byte"], differences.Select(each => each.Metric));
        Assert.Equal(-1, differences[0].Difference.Value!.Value, 1e-12);
        Assert.All(differences, each => Assert.Null(each.PValue));
    }

    [Fact]
    public void Runs_of_different_data_cannot_be_compared() => _runs.Refused(
        "their data differ",
        _runs.Run("a").Lens(("0-shot", "10")),
        new FakeRun(_runs.Folder, "b") { Dataset = new DatasetInput("imdb", "test", "ffff", 2) }.Lens(("0-shot", "11")));

    [Fact]
    public void Runs_of_other_examples_of_the_same_data_cannot_be_compared() => _runs.Refused(
        "no example in common",
        _runs.Run("a").Lens(("0-shot", "10")),
        _runs.Run("b").Write([FakeRun.LensRecord("0-shot", 70, 0, true)], new LogitLensResult()));

    [Fact]
    public void Runs_without_a_common_condition_cannot_be_compared() => _runs.Refused(
        "a and b have no condition in common: a has 0-shot, 1-shot-correct; b has 2-shot-correct",
        _runs.Run("a").Lens(("0-shot", "10"), ("1-shot-correct", "11")),
        _runs.Run("b").Lens(("2-shot-correct", "11")));
}
