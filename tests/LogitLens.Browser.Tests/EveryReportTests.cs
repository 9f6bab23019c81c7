#if CHROMIUM
using LogitLens.Cli;
using LogitLens.Cli.Tests;
using LogitLens.Experiments;
using LogitLens.Runs;
using Microsoft.Playwright;

namespace LogitLens.Browser.Tests;

/// <summary>What holds of the report of a run of any kind: a new experiment is covered by standing in the list.</summary>
public sealed class EveryReportTests(Chromium browser) : IClassFixture<Chromium>, IDisposable
{
    private const string Prompt = "The film was a joy. The film was";

    private readonly Shell _shell = new();

    /// <summary>Each experiment over bundled data, on one prompt where it takes one, and tasks with data of their own.</summary>
    public static TheoryData<string> Runs =>
    [
        .. ExperimentList.All.Where(kind => !kind.ReadsRuns).Select(kind => $"{kind.Command}|--limit|16"),
        .. ExperimentList.All.Where(kind => kind.Options.Find("prompt") is not null).Select(kind => $"{kind.Command}|--prompt|{Prompt}"),
        $"attribute|--prompt|{Prompt}|--continuation| a joy",
        "head-ablation|--dataset|arithmetic|--limit|4|--heads|0.0-1.7",
        "evaluate|--task|generation|--dataset|arithmetic|--limit|12",
        "evaluate|--task|minimal-pairs|--dataset|agreement|--limit|20",
        "evaluate|--task|perplexity|--dataset|prose",
        "steer|--task|generation|--limit|4|--max-new-tokens|6|--strength|-1,1|--random-directions|1",
    ];

    public void Dispose() => _shell.Dispose();

    [Theory]
    [MemberData(nameof(Runs))]
    public Task A_run_of_each_kind_has_a_report_that_can_be_used(string command) => RequireUsable(Run("run", command.Split('|')));

    [Fact]
    public Task A_comparison_has_one_too()
    {
        string[] folders = [Run("first", "logit-lens", "--limit", "12"), Run("second", "logit-lens", "--limit", "12", "--seed", "1")];
        return RequireUsable([Run("both", ["compare", .. folders])]);
    }

    [Fact]
    public Task The_runs_of_a_config_stand_on_one_page()
    {
        string output = _shell.File("matrix");
        string config = _shell.Write("config.json", "{\"command\": \"logit-lens\", \"limit\": 12, \"matrix\": {\"seed\": [1, 2]}}");
        Assert.True(_shell.Run("run", config, "--output", output) == ExitCode.Done, _shell.Error);
        return RequireUsable([.. Directory.GetDirectories(output).Where(folder => RunManifest.TryLoad(folder) is not null).Order()]);
    }

    private async Task RequireUsable(params string[] folders)
    {
        string file = _shell.File("report.html");
        Assert.True(_shell.Run(["report", .. folders, "-o", file]) == ExitCode.Done, _shell.Error);

        OpenPage wide = await browser.OpenAsync(file);
        await wide.UseEverythingAsync();
        Assert.Empty(await wide.Page.Locator("nav a").EvaluateAllAsync<string[]>(
            "links => links.map(link => link.hash).filter(hash => !document.querySelector(hash))"));
        Assert.Empty(await wide.Page.Locator(".note:has-text('cannot be drawn')").AllInnerTextsAsync());

        OpenPage dark = await browser.OpenAsync(file, width: 390, scheme: ColorScheme.Dark);
        Assert.InRange(await dark.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
        OpenPage light = await browser.OpenAsync(file);
        foreach (OpenPage page in (OpenPage[])[wide, dark, light])
        {
            Assert.Empty(page.AskedElsewhere);
            Assert.Empty(page.Complaints);
            Assert.Empty(await page.FaintTextsAsync());
            await page.Page.CloseAsync();
        }
    }

    private string Run(string name, params string[] arguments)
    {
        bool captures = arguments[0] == "capture";
        string output = _shell.File(captures ? name + ".safetensors" : name);
        ExitCode code = _shell.Run([.. arguments, "--output", output]);
        Assert.True(code == ExitCode.Done, $"{string.Join(' ', arguments)}: {_shell.Error}");
        return captures ? _shell.File(name + ".run") : output;
    }
}
#endif
