using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.FinishedRuns.Comparison;

public sealed class CompareExperimentTests : IDisposable
{
    private readonly FakeComparison _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Three_runs_are_compared_two_and_two_and_corrected_together()
    {
        string a = _runs.Run("a").Lens(("0-shot", "0000000000"));
        string b = _runs.Run("b").Lens(("0-shot", "1111111111"));
        string c = _runs.Run("c").Lens(("0-shot", "1111111110"));

        CompareResult result = _runs.Compare(a, b, c);

        Assert.Equal(["a/b", "a/c", "b/c"], result.Pairs.Select(pair => pair.Id));
        MetricDifference[] tested = [.. result.Differences()];
        Assert.Equal(
            BenjaminiHochberg.Adjust([.. tested.Select(each => each.PValue!.Value)]),
            tested.Select(each => each.AdjustedPValue!.Value));
    }

    [Fact]
    public void A_pair_with_other_data_is_a_note_as_long_as_others_can_be_compared()
    {
        string a = _runs.Run("a").Lens(("0-shot", "10"));
        string b = _runs.Run("b").Lens(("0-shot", "11"));
        string c = new FakeRun(_runs.Folder, "c") { Dataset = new DatasetInput("imdb", "test", "ffff", 2) }.Lens(("0-shot", "11"));

        CompareResult result = _runs.Compare(a, b, c);

        Assert.Empty(result.Pairs[1].Differences);
        Assert.Contains("a and c cannot be compared example by example: their data differ (reviews, sha256 01234567; imdb, sha256 ffff)", result.Notes);
    }

    [Fact]
    public void Generated_answers_are_compared()
    {
        FakeRun Evaluate(string name) => new(_runs.Folder, name) { Command = "evaluate" };

        CompareResult result = _runs.Compare(Evaluate("a").Generation(true, false, false), Evaluate("b").Generation(true, true, false));
        MetricDifference[] differences = [.. result.Differences()];

        Assert.Equal(["accuracy", "cut_off", "answer_log_prob", "new_tokens"], differences.Select(each => each.Metric));
        Assert.Equal(1.0 / 3, differences[0].Difference.Value!.Value, 1e-12);
    }

    [Fact]
    public void Texts_without_content_are_no_examples()
    {
        string Classified(string name) => new FakeRun(_runs.Folder, name) { Command = "evaluate" }.Write(
            new int?[] { 0, 1, null }.Select((label, index) => new ClassificationRecord
            {
                Id = $"0-shot/{index}",
                Condition = "0-shot",
                Example = $"{index}",
                Label = label,
                LabelLogProbs = [-1, -2],
            }),
            new ClassificationResult());

        Assert.All(_runs.Compare(Classified("a"), Classified("b")).Differences(), each => Assert.Equal(2, each.N));
    }

    [Fact]
    public void Minimal_pairs_are_compared_all_together_and_by_paradigm()
    {
        string Pairs(string name, double bad)
        {
            PairRecord[] records =
            [
                .. Enumerable.Range(0, 6).Select(index =>
                    new PairRecord { Id = $"{index}", Paradigm = index < 3 ? "agreement" : "islands", GoodLogProb = -2, BadLogProb = bad }),
            ];
            return new FakeRun(_runs.Folder, name) { Command = "evaluate" }.Write(records, PairSummary.Of(records));
        }

        MetricDifference[] accuracies = [.. _runs.Compare(Pairs("a", -1), Pairs("b", -3)).Differences().Where(each => each.IsShare)];

        Assert.Equal([("all pairs", 6), ("agreement", 3), ("islands", 3)], accuracies.Select(each => (each.Condition, each.N)));
        Assert.All(accuracies, each => Assert.Equal(1, each.Difference.Value!.Value));
    }
}
