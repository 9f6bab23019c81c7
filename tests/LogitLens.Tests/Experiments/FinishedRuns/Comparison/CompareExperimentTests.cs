using System.Text.Json.Nodes;
using LogitLens.Experiments;
using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Experiments.Lens;
using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.TestSupport;
using CompareOptions = LogitLens.Experiments.FinishedRuns.CompareOptions;

namespace LogitLens.Tests.Experiments.FinishedRuns.Comparison;

public sealed class CompareExperimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shares_of_the_same_examples_are_tested_by_McNemar()
    {
        string a = Run("a").Lens(("0-shot", "1000000111"));
        string b = Run("b").Lens(("0-shot", "0111111111"));

        MetricDifference accuracy = Differences(Compare(a, b)).Single(each => each.Metric == "accuracy");

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
        string a = Run("a").Lens(("0-shot", "110110010101"));
        string b = Run("b").Write(records, new LogitLensResult());
        string reversed = Run("reversed").Write(records.Reverse(), new LogitLensResult());

        MetricDifference forth = Differences(Compare(a, b)).Single(each => each.Metric == "label_probability");
        MetricDifference back = Differences(Compare(a, reversed)).Single(each => each.Metric == "label_probability");

        Assert.Equal("bootstrap", forth.Test);
        Assert.True(forth.Difference.Interval!.Value.Contains(forth.Difference.Value!.Value));
        Assert.Equal((forth.Difference, forth.PValue), (back.Difference, back.PValue));
    }

    [Fact]
    public void Conditions_are_matched_by_name_and_the_others_named()
    {
        string a = Run("a").Lens(("0-shot", "10"), ("1-shot-correct", "11"));
        string b = Run("b").Lens(("0-shot", "11"), ("1-shot-incorrect", "00"));

        CompareResult result = Compare(a, b);

        Assert.All(Differences(result), each => Assert.Equal("0-shot", each.Condition));
        Assert.Equal(
            ["a and b: only a has 1-shot-correct, not compared", "a and b: only b has 1-shot-incorrect, not compared"], result.Notes);
    }

    [Fact]
    public void A_single_condition_on_either_side_is_compared_whatever_its_name()
    {
        string a = Run("a").Lens(("1-shot-correct", "1100"));
        string b = Run("b").Lens(("1-shot-incorrect", "0100"));

        Assert.All(Differences(Compare(a, b)), each => Assert.Equal("1-shot-correct | 1-shot-incorrect", each.Condition));
    }

    [Fact]
    public void Only_the_examples_that_both_have_are_compared_and_the_comparison_says_so()
    {
        string a = Run("a").Lens(("0-shot", "110"));
        string b = Run("b").Lens(("0-shot", "00111"));

        CompareResult result = Compare(a, b);

        Assert.All(Differences(result), each => Assert.Equal(3, each.N));
        Assert.Equal("a and b: of 3 and 5 examples (0-shot), the 3 that both have are compared", Assert.Single(result.Notes));
    }

    [Fact]
    public void Draws_of_demonstrations_are_draws_of_one_condition()
    {
        string a = Run("a").LensDraws("1-shot-correct", "1100", "1000", "1010");
        string b = Run("b").LensDraws("1-shot-correct", "1110", "1110", "1110");

        CompareResult result = Compare(a, b);
        MetricDifference accuracy = Differences(result).Single(each => each.Metric == "accuracy");

        // Differences of 1/4, 1/2 and 1/4 by draw; of three draws no p is below 1/4.
        Assert.Equal(("1-shot-correct", 4, "t_over_draws"), (accuracy.Condition, accuracy.N, accuracy.Test));
        Assert.Equal((5.0 / 12, 0.75), (accuracy.First.Value!.Value, accuracy.Second.Value!.Value));
        Assert.Equal(1.0 / 3, accuracy.Difference.Value!.Value, 12);
        Assert.True(accuracy.PValue >= 0.25);
        Assert.Equal(["1-shot-correct"], result.Runs[0].Values.Select(value => value.Condition).Distinct());
    }

    [Fact]
    public void One_draw_stands_beside_each_of_several_and_of_unlike_numbers_the_first_are_compared()
    {
        string one = Run("one").Lens(("0-shot", "1100"));
        string two = Run("two").LensDraws("0-shot", "1110", "1111");
        string three = Run("three").LensDraws("0-shot", "1110", "1111", "0000");

        CompareResult result = Compare(one, two, three);

        Assert.Equal(0.375, Accuracy(result, 0).Difference.Value!.Value, 12);
        Assert.Equal(0, Accuracy(result, 2).Difference.Value!.Value, 12);
        Assert.Contains(
            result.Notes, note => note.Contains("1 and 2 draws of demonstrations (0-shot); the one draw stands beside each", StringComparison.Ordinal));
        Assert.Contains(result.Notes, note => note.Contains("of 2 and 3 draws of demonstrations (0-shot), the first 2 are compared", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_run_took_for_clusters_is_compared_as_clusters()
    {
        FakeRun here = new(_folder, "a") { Options = new JsonObject { ["cluster"] = "template" } };
        FakeRun there = new(_folder, "b") { Options = new JsonObject { ["cluster"] = "template" } };
        string[] clusters = ["x", "x", "x", "y", "y", "y", "z", "z", "z"];
        string a = here.Clustered(here.Lens(("0-shot", "000000000")), "0-shot", clusters);
        string b = there.Clustered(there.Lens(("0-shot", "111111111")), "0-shot", clusters);

        MetricDifference accuracy = Accuracy(Compare(a, b), 0);

        // Three clusters of one sign: 2 of 8 patterns. Nine independent examples would give 2 of 512.
        Assert.Equal(("cluster_sign_flip", 0.25), (accuracy.Test, accuracy.PValue!.Value));
    }

    [Fact]
    public void Clusters_that_a_run_does_not_say_are_missed()
    {
        string a = new FakeRun(_folder, "a") { Options = new JsonObject { ["cluster"] = "template" } }.Lens(("0-shot", "0011"));
        string b = Run("b").Lens(("0-shot", "0111"));

        InputException error = Assert.Throws<InputException>(() => Compare(a, b));
        Assert.EndsWith("its prompts.jsonl does not say what belongs together by --cluster template", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_runs_are_compared_two_and_two_and_corrected_together()
    {
        string a = Run("a").Lens(("0-shot", "0000000000"));
        string b = Run("b").Lens(("0-shot", "1111111111"));
        string c = Run("c").Lens(("0-shot", "1111111110"));

        CompareResult result = Compare(a, b, c);

        Assert.Equal(["a/b", "a/c", "b/c"], result.Pairs.Select(pair => pair.Id));
        MetricDifference[] tested = [.. Differences(result)];
        Assert.Equal(
            BenjaminiHochberg.Adjust([.. tested.Select(each => each.PValue!.Value)]),
            tested.Select(each => each.AdjustedPValue!.Value));
    }

    [Fact]
    public void A_pair_with_other_data_is_a_note_as_long_as_others_can_be_compared()
    {
        string a = Run("a").Lens(("0-shot", "10"));
        string b = Run("b").Lens(("0-shot", "11"));
        string c = new FakeRun(_folder, "c") { Dataset = new DatasetInput("imdb", "test", "ffff", 2) }.Lens(("0-shot", "11"));

        CompareResult result = Compare(a, b, c);

        Assert.Empty(result.Pairs[1].Differences);
        Assert.Contains("a and c cannot be compared example by example: their data differ (reviews, sha256 01234567; imdb, sha256 ffff)", result.Notes);
    }

    [Fact]
    public void Rankings_of_heads_are_compared()
    {
        string a = Head("a").HeadAblation(5, -3, -1, 0, 1, 2);
        string b = Head("b").HeadAblation(5, -30, 1, 2, 3, 40);

        CompareRecord pair = Compare(a, b).Pairs[0];

        // Of the two greatest by size, heads 0 and 4, both runs have both.
        Assert.Equal((2, 2), (pair.Effects!.Top, pair.Effects.Shared));
        Assert.Equal(1, pair.Effects.RankCorrelation!.Value, 1e-12);
        Assert.Equal(["clean_accuracy", "clean_logit_difference"], pair.Differences.Select(each => each.Metric));
    }

    [Fact]
    public void Heads_of_models_of_other_shapes_do_not_correspond()
    {
        CompareRecord pair = Compare(Head("a").HeadAblation(2, 1, 2), Head("b").HeadAblation(3, 1, 2, 3)).Pairs[0];

        Assert.Null(pair.Effects);
        Assert.Contains("heads of one are not heads of the other", Assert.Single(pair.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Perplexities_stand_side_by_side_without_a_test()
    {
        string Text(string name, double logProb) => new FakeRun(_folder, name) { Command = "evaluate" }.Write(
            Array.Empty<WindowRecord>(),
            PerplexityResult.Of([new WindowRecord { Id = "w", Tokens = 10, Bytes = 40, LogProb = logProb }]));

        MetricDifference[] differences = [.. Differences(Compare(Text("a", -30), Text("b", -20)))];

        Assert.Equal(["loss", "perplexity", "bits_per_byte"], differences.Select(each => each.Metric));
        Assert.Equal(-1, differences[0].Difference.Value!.Value, 1e-12);
        Assert.All(differences, each => Assert.Null(each.PValue));
    }

    [Fact]
    public void Generated_answers_are_compared()
    {
        FakeRun Evaluate(string name) => new(_folder, name) { Command = "evaluate" };

        MetricDifference[] differences = [.. Differences(Compare(Evaluate("a").Generation(true, false, false), Evaluate("b").Generation(true, true, false)))];

        Assert.Equal(["accuracy", "cut_off", "answer_log_prob", "new_tokens"], differences.Select(each => each.Metric));
        Assert.Equal(1.0 / 3, differences[0].Difference.Value!.Value, 1e-12);
    }

    [Fact]
    public void Texts_without_content_are_no_examples()
    {
        string Classified(string name) => new FakeRun(_folder, name) { Command = "evaluate" }.Write(
            new int?[] { 0, 1, null }.Select((label, index) => new ClassificationRecord
            {
                Id = $"0-shot/{index}",
                Condition = "0-shot",
                Example = $"{index}",
                Label = label,
                LabelLogProbs = [-1, -2],
            }),
            new ClassificationResult());

        Assert.All(Differences(Compare(Classified("a"), Classified("b"))), each => Assert.Equal(2, each.N));
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
            return new FakeRun(_folder, name) { Command = "evaluate" }.Write(records, PairSummary.Of(records));
        }


        MetricDifference[] accuracies = [.. Differences(Compare(Pairs("a", -1), Pairs("b", -3))).Where(each => each.IsShare)];

        Assert.Equal([("all pairs", 6), ("agreement", 3), ("islands", 3)], accuracies.Select(each => (each.Condition, each.N)));
        Assert.All(accuracies, each => Assert.Equal(1, each.Difference.Value!.Value));
    }

    [Fact]
    public void Options_that_differ_are_listed()
    {
        string a =
            new FakeRun(_folder, "a") { Options = new() { ["model"] = "tiny", ["shots"] = new System.Text.Json.Nodes.JsonArray(0, 1), ["output"] = "a" } }.Lens(
                ("0-shot", "10"));
        string b = new FakeRun(_folder, "b") { Options = new() { ["model"] = "tiny", ["shots"] = new System.Text.Json.Nodes.JsonArray(0), ["output"] = "b" } }
            .Lens(("0-shot", "11"));

        OptionDifference option = Assert.Single(Compare(a, b).Options);

        Assert.Equal("shots", option.Option);
        Assert.Equal(["0,1", "0"], option.Values);
    }

    [Fact]
    public void Runs_of_different_kinds_cannot_be_compared() =>
        Refused("one of head-ablation: they have no metric in common", Run("a").Lens(("0-shot", "10")), Head("b").HeadAblation(2, 1, 2));

    [Fact]
    public void Runs_of_different_data_cannot_be_compared() => Refused(
        "their data differ",
        Run("a").Lens(("0-shot", "10")),
        new FakeRun(_folder, "b") { Dataset = new DatasetInput("imdb", "test", "ffff", 2) }.Lens(("0-shot", "11")));

    [Fact]
    public void Runs_of_other_examples_of_the_same_data_cannot_be_compared() => Refused(
        "no example in common",
        Run("a").Lens(("0-shot", "10")),
        Run("b").Write([FakeRun.LensRecord("0-shot", 70, 0, true)], new LogitLensResult()));

    [Fact]
    public void Runs_without_a_common_condition_cannot_be_compared() => Refused(
        "a and b have no condition in common: a has 0-shot, 1-shot-correct; b has 2-shot-correct",
        Run("a").Lens(("0-shot", "10"), ("1-shot-correct", "11")),
        Run("b").Lens(("2-shot-correct", "11")));

    [Fact]
    public void A_run_of_one_prompt_has_no_examples_to_compare()
    {
        string prompt = new FakeRun(_folder, "a") { Options = new() { ["prompt"] = "a film" } }.Write(
            [new LensRecord { Id = "prompt", Lens = new PromptLensResult([1], []) }], new LogitLensResult());
        Refused("looks at one prompt", prompt, Run("b").Lens(("0-shot", "10")));
    }

    [Fact]
    public void An_unfinished_run_cannot_be_compared() => Refused(
        "is not done (interrupted)",
        new FakeRun(_folder, "a") { State = RunState.Interrupted }.Lens(("0-shot", "10")),
        Run("b").Lens(("0-shot", "10")));

    [Fact]
    public void A_run_of_an_unknown_experiment_cannot_be_compared() => Refused(
        "is of interp square, which this version does not have",
        new FakeRun(_folder, "a") { Command = "square" }.Lens(("0-shot", "10")),
        new FakeRun(_folder, "b") { Command = "square" }.Lens(("0-shot", "10")));

    [Fact]
    public void A_record_that_cannot_be_read_is_named_by_file_and_line()
    {
        string a = Run("a").Lens(("0-shot", "10"));
        File.AppendAllText(Path.Combine(a, "records.jsonl"), "{\"id\": 3}\n");
        Refused("records.jsonl, line 3:", a, Run("b").Lens(("0-shot", "10")));
    }

    private FakeRun Run(string name) => new(_folder, name);

    private FakeRun Head(string name) => new(_folder, name) { Command = "head-ablation" };

    private static MetricDifference Accuracy(CompareResult result, int pair) => result.Pairs[pair].Differences.Single(each => each.Metric == "accuracy");

    private static IEnumerable<MetricDifference> Differences(CompareResult result) => result.Pairs.SelectMany(pair => pair.Differences);

    private CompareResult Compare(params string[] runs)
    {
        string output = _folder.File("comparison");
        ExperimentKind compare = ExperimentList.All.Single(kind => kind.ReadsRuns);
        compare.Run(new CompareOptions { Folders = runs, Output = output, Force = true }, ["compare", .. runs], new RunSession());
        Assert.True(File.Exists(Path.Combine(output, "differences.csv")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(output, "figures")));
        return JsonSerializer.Deserialize<CompareResult>(File.ReadAllText(Path.Combine(output, "results.json")), Json.Indented)!;
    }

    private void Refused(string message, params string[] runs)
    {
        InputException e = Assert.Throws<InputException>(() => Compare(runs));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("comparison")));
    }
}
