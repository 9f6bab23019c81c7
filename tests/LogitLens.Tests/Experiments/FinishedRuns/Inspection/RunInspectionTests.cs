using LogitLens.Experiments.FinishedRuns;
using LogitLens.Experiments.Lens;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.FinishedRuns.Inspection;

public sealed class RunInspectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_told_by_its_manifest_and_what_lies_in_its_folder()
    {
        string folder = new FakeRun(_folder, "a") { Options = new() { ["limit"] = 7, ["seed"] = 0, ["output"] = "a" } }.Lens(("0-shot", "1010"));
        _folder.Write("a/figures/x.svg", "");
        _folder.Write("a/figures/x.png", "");
        _folder.Write("a/figures/y.svg", "");
        _folder.Write("a/layers.csv", "");

        RunInspection run = Inspect(folder);

        Assert.Equal(("logit-lens", "done", 4, 10), (run.Kind, run.State, run.Recorded, run.Planned));
        Assert.Equal(["limit"], run.Options.Select(option => option.Key));
        Assert.Equal(["x.png", "y.svg"], run.Figures.Select(Path.GetFileName));
        Assert.Equal("layers.csv", Path.GetFileName(Assert.Single(run.Tables)));
        Assert.NotNull(run.Headline);
    }

    [Fact]
    public void A_balanced_run_of_many_examples_with_a_clear_answer_has_no_warnings() =>
        Assert.Empty(Inspect(Run().Lens(("0-shot", new string('1', 900) + new string('0', 100)))).Warnings);

    [Fact]
    public void Few_examples_are_warned_about() =>
        Assert.Contains(Warnings(("0-shot", "1111111110")), warning => warning.StartsWith("n = 10 is small", StringComparison.Ordinal));

    [Fact]
    public void An_accuracy_like_the_majoritys_is_warned_about() =>
        Assert.Contains(
            Warnings(("0-shot", "11011010")),
            warning => warning.Contains("not shown to be better than always answering 'negative' (50.0%)", StringComparison.Ordinal));

    [Fact]
    public void A_difference_between_conditions_that_the_examples_do_not_carry_is_warned_about()
    {
        Assert.Contains(
            Warnings(("0-shot", "1111111100"), ("1-shot-correct", "1111111110")),
            warning =>
                warning.StartsWith("1-shot-correct less 0-shot: 10.0% in accuracy is no clear difference at n = 10 (p = 1.000)", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Warnings(("0-shot", "0000000000"), ("1-shot-correct", "1111111110")), warning => warning.Contains("no clear difference", StringComparison.Ordinal));
    }

    [Fact]
    public void Classes_out_of_balance_are_warned_about()
    {
        string folder = Run().Write(
            Enumerable.Range(0, 10).Select(index => FakeRun.LensRecord("0-shot", index, index < 8 ? 1 : 0, true)),
            new LogitLensResult { Labels = [" negative", " positive"] });

        Assert.Contains(
            "the classes are out of balance: 8 of 10 examples are 'positive', 2 'negative'; read accuracy beside the majority baseline",
            Inspect(folder).Warnings);
    }

    [Fact]
    public void Notes_of_the_run_are_kept_once()
    {
        const string Note = "label 'ecstatic' takes 3 tokens; its first token is what is scored";
        string folder = Run().Write([FakeRun.LensRecord("0-shot", 0, 0, true)], new LogitLensResult { Notes = [Note] });

        RunInspection run = Inspect(folder);

        Assert.Single(run.Headline!.Notes.Concat(run.Warnings), Note);
    }

    [Fact]
    public void A_shard_skipped_rows_and_cut_texts_are_warned_about()
    {
        string folder = new FakeRun(_folder, "a")
        {
            Options = new() { ["shard"] = "2/8" },
            Dataset = new DatasetInput("reviews", "dev", "01", 10) { SkippedRows = 3, CutTexts = 2 },
        }.Lens(("0-shot", "10"));

        IReadOnlyList<string> warnings = Inspect(folder).Warnings;

        Assert.Contains("this is shard 2/8, not the whole; interp merge puts all shards together", warnings);
        Assert.Contains("3 rows of the data could not be read and were skipped", warnings);
        Assert.Contains("2 texts were cut to fit the model's context", warnings);
    }

    [Theory]
    [InlineData(RunState.Running, "killed")]
    [InlineData(RunState.Interrupted, "interrupted")]
    [InlineData(RunState.Failed, "failed")]
    public void An_unfinished_run_is_shown_as_far_as_it_got(RunState state, string expected)
    {
        RunInspection run = Inspect(new FakeRun(_folder, "a") { State = state }.Lens(("0-shot", "10")));

        Assert.Equal((expected, true), (run.State, run.Headline is null));
        Assert.Equal($"the run is not finished ({expected}): 2 of 10 units are recorded; its command goes on with --resume", Assert.Single(run.Warnings));
    }

    [Theory]
    [InlineData(4, "without a record: u2, u3")]
    [InlineData(9, "without a record: u2, u3, u4, u5, u6 and 2 more, in the order of prompts.jsonl")]
    public void A_run_that_was_cut_short_names_what_has_no_record(int asked, string expected)
    {
        string folder = new FakeRun(_folder, "a") { State = RunState.Interrupted }.Lens(("0-shot", "10"));
        PromptLog.Write(_folder.File("a/prompts.jsonl"), Enumerable.Range(0, asked).Select(unit => new UnitPrompt { Id = $"u{unit}" }));
        _folder.Write("a/records.jsonl", "{\"id\":\"u0\"}\n{\"id\":\"u1\"}\n{\"id\":\"u2");

        RunInspection run = Inspect(folder);

        Assert.Equal(2, run.Recorded);
        Assert.Equal(expected, run.Warnings[^1]);
    }

    [Fact]
    public void A_run_of_an_unknown_experiment_is_told_by_its_manifest()
    {
        RunInspection run = Inspect(new FakeRun(_folder, "a") { Command = "divine" }.Lens(("0-shot", "10")));

        Assert.Equal(("divine", true), (run.Kind, run.Headline is null));
        Assert.Contains("interp divine, which this version does not have", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_no_runs_is_refused() =>
        Assert.Contains("is not a run folder", Assert.Throws<InputException>(() => Inspect(_folder.Path)).Message, StringComparison.Ordinal);

    private static RunInspection Inspect(string folder) => RunInspection.Of(folder, new ExperimentRegistry([LogitLensKind.Instance]));

    private FakeRun Run() => new(_folder, "a");

    private IReadOnlyList<string> Warnings(params (string, string)[] conditions) => Inspect(Run().Lens(conditions)).Warnings;
}
