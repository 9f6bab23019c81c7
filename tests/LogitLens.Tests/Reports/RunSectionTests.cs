using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Lens;
using LogitLens.Reports;
using LogitLens.Runs;
using LogitLens.Tests.Experiments.FinishedRuns;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Reports;

public sealed class RunSectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_was_cut_short_says_so_and_names_what_is_missing()
    {
        string folder = new FakeRun(_folder, "a") { State = RunState.Interrupted }.Lens(("0-shot", "10"));
        PromptLog.Write(_folder.File("a/prompts.jsonl"), [Prompt("0-shot/r:1"), Prompt("0-shot/r:2"), Prompt("0-shot/r:3")]);

        string html = Section(folder);

        Assert.Contains("the run is not finished (interrupted): 2 of 10 units are recorded", html, StringComparison.Ordinal);
        Assert.Contains("without a record: 0-shot/r:3<", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_its_results_is_shown_with_what_is_there()
    {
        string folder = new FakeRun(_folder, "a").Lens(("0-shot", "10"));
        _folder.Write("a/layers.csv", "layer,accuracy\n0,0.5\n");
        File.Delete(_folder.File("a/results.json"));

        string html = Section(folder);

        Assert.Contains("has no results.json, though it is done", html, StringComparison.Ordinal);
        Assert.Contains("layers.csv", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_whose_file_was_changed_says_so_in_its_place()
    {
        string folder = new FakeRun(_folder, "a") { Command = "head-ablation" }.HeadAblation(heads: 2, 0.5, -0.5);
        _folder.Write("a/checksums.jsonl", """{"records":4,"end":8,"sha256":"00"}""" + "\n");

        string html = Section(folder);

        Assert.Contains("the records are not those that the run wrote", html, StringComparison.Ordinal);
        Assert.Contains("To repeat it", html, StringComparison.Ordinal);
    }

    private static UnitPrompt Prompt(string id) => new() { Id = id };

    private static string Section(string folder) =>
        new RunSection(folder, 1, new ExperimentRegistry([LogitLensKind.Instance, HeadAblationKind.Instance])).ToHtml();
}
