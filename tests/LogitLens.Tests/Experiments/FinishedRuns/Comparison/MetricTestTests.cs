using System.Text.Json.Nodes;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Experiments.Lens;

namespace LogitLens.Tests.Experiments.FinishedRuns.Comparison;

public sealed class MetricTestTests : IDisposable
{
    private readonly FakeComparison _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Shares_of_the_same_examples_are_tested_by_McNemar()
    {
        string a = _runs.Run("a").Lens(("0-shot", "1000000111"));
        string b = _runs.Run("b").Lens(("0-shot", "0111111111"));

        MetricDifference accuracy = _runs.Compare(a, b).Differences().Single(each => each.Metric == "accuracy");

        // Right in the first alone: 1; in the second alone: 6. Two-sided: 2 (1 + 7) / 2^7.
        Assert.Equal(("mcnemar", 10), (accuracy.Test, accuracy.N));
        Assert.Equal((0.4, 0.9), (accuracy.First.Value!.Value, accuracy.Second.Value!.Value));
        Assert.Equal(0.5, accuracy.Difference.Value!.Value, 1e-12);
        Assert.Equal(0.125, accuracy.PValue!.Value, 1e-12);
        Assert.InRange(accuracy.Detectable!.Value, 0.5, 0.7);
    }

    [Fact]
    public void Means_are_tested_by_the_paired_bootstrap_whatever_order_the_records_came_in()
    {
        LensRecord[] records = [.. Enumerable.Range(0, 12).Select(index => FakeRun.LensRecord("0-shot", index, 0, index % 3 > 0))];
        string a = _runs.Run("a").Lens(("0-shot", "110110010101"));
        string b = _runs.Run("b").Write(records, new LogitLensResult());
        string reversed = _runs.Run("reversed").Write(records.Reverse(), new LogitLensResult());

        MetricDifference forth = _runs.Compare(a, b).Differences().Single(each => each.Metric == "label_probability");
        MetricDifference back = _runs.Compare(a, reversed).Differences().Single(each => each.Metric == "label_probability");

        Assert.Equal("bootstrap", forth.Test);
        Assert.True(forth.Difference.Interval!.Value.Contains(forth.Difference.Value!.Value));
        Assert.Equal((forth.Difference, forth.PValue), (back.Difference, back.PValue));
    }

    [Fact]
    public void Draws_of_demonstrations_are_draws_of_one_condition()
    {
        string a = _runs.Run("a").LensDraws("1-shot-correct", "1100", "1000", "1010");
        string b = _runs.Run("b").LensDraws("1-shot-correct", "1110", "1110", "1110");

        CompareResult result = _runs.Compare(a, b);
        MetricDifference accuracy = result.Differences().Single(each => each.Metric == "accuracy");

        // Differences of 1/4, 1/2 and 1/4 by draw; of three draws no p is below 1/4.
        Assert.Equal(("1-shot-correct", 4, "t_over_draws"), (accuracy.Condition, accuracy.N, accuracy.Test));
        Assert.Equal((5.0 / 12, 0.75), (accuracy.First.Value!.Value, accuracy.Second.Value!.Value));
        Assert.Equal(1.0 / 3, accuracy.Difference.Value!.Value, 12);
        Assert.True(accuracy.PValue >= 0.25);
        Assert.Equal(["1-shot-correct"], result.Runs[0].Values.Select(value => value.Condition).Distinct());
    }

    [Fact]
    public void What_a_run_took_for_clusters_is_compared_as_clusters()
    {
        FakeRun here = new(_runs.Folder, "a") { Options = new JsonObject { ["cluster"] = "template" } };
        FakeRun there = new(_runs.Folder, "b") { Options = new JsonObject { ["cluster"] = "template" } };
        string[] clusters = ["x", "x", "x", "y", "y", "y", "z", "z", "z"];
        string a = here.Clustered(here.Lens(("0-shot", "000000000")), "0-shot", clusters);
        string b = there.Clustered(there.Lens(("0-shot", "111111111")), "0-shot", clusters);

        MetricDifference accuracy = _runs.Compare(a, b).Accuracy(0);

        // Three clusters of one sign: 2 of 8 patterns. Nine independent examples would give 2 of 512.
        Assert.Equal(("cluster_sign_flip", 0.25), (accuracy.Test, accuracy.PValue!.Value));
    }
}
