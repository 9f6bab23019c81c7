using System.Text.Json.Nodes;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Experiments.Lens;
using LogitLens.Runs;

namespace LogitLens.Tests.Experiments.FinishedRuns.Comparison;

public sealed class ComparedRunsTests : IDisposable
{
    private readonly FakeComparison _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Options_that_differ_are_listed()
    {
        string a = new FakeRun(_runs.Folder, "a") { Options = new() { ["model"] = "tiny", ["shots"] = new JsonArray(0, 1), ["output"] = "a" } }
            .Lens(("0-shot", "10"));
        string b = new FakeRun(_runs.Folder, "b") { Options = new() { ["model"] = "tiny", ["shots"] = new JsonArray(0), ["output"] = "b" } }
            .Lens(("0-shot", "11"));

        OptionDifference option = Assert.Single(_runs.Compare(a, b).Options);

        Assert.Equal("shots", option.Option);
        Assert.Equal(["0,1", "0"], option.Values);
    }

    [Fact]
    public void Runs_of_different_kinds_cannot_be_compared() =>
        _runs.Refused("one of head-ablation: they have no metric in common", _runs.Run("a").Lens(("0-shot", "10")), _runs.Head("b").HeadAblation(2, 1, 2));

    [Fact]
    public void A_run_of_one_prompt_has_no_examples_to_compare()
    {
        string prompt = new FakeRun(_runs.Folder, "a") { Options = new() { ["prompt"] = "a film" } }.Write(
            [new LensRecord { Id = "prompt", Lens = new PromptLensResult([1], []) }], new LogitLensResult());
        _runs.Refused("looks at one prompt", prompt, _runs.Run("b").Lens(("0-shot", "10")));
    }

    [Fact]
    public void An_unfinished_run_cannot_be_compared() => _runs.Refused(
        "is not done (interrupted)",
        new FakeRun(_runs.Folder, "a") { State = RunState.Interrupted }.Lens(("0-shot", "10")),
        _runs.Run("b").Lens(("0-shot", "10")));

    [Fact]
    public void A_run_of_an_unknown_experiment_cannot_be_compared() => _runs.Refused(
        "is of interp square, which this version does not have",
        new FakeRun(_runs.Folder, "a") { Command = "square" }.Lens(("0-shot", "10")),
        new FakeRun(_runs.Folder, "b") { Command = "square" }.Lens(("0-shot", "10")));

    [Fact]
    public void A_record_that_cannot_be_read_is_named_by_file_and_line()
    {
        string a = _runs.Run("a").Lens(("0-shot", "10"));
        File.AppendAllText(Path.Combine(a, "records.jsonl"), "{\"id\": 3}\n");
        _runs.Refused("records.jsonl, line 3:", a, _runs.Run("b").Lens(("0-shot", "10")));
    }

    [Fact]
    public void Clusters_that_a_run_does_not_say_are_missed()
    {
        string a = new FakeRun(_runs.Folder, "a") { Options = new JsonObject { ["cluster"] = "template" } }.Lens(("0-shot", "0011"));
        string b = _runs.Run("b").Lens(("0-shot", "0111"));

        InputException error = Assert.Throws<InputException>(() => _runs.Compare(a, b));
        Assert.EndsWith("its prompts.jsonl does not say what belongs together by --cluster template", error.Message, StringComparison.Ordinal);
    }
}
