#if CHROMIUM
using LogitLens.Cli;
using LogitLens.Cli.Tests;
using Microsoft.Playwright;

namespace LogitLens.Browser.Tests;

/// <summary>A report of one run of each kind that has a view of its own, and a browser to open it in.</summary>
public sealed class ReportPage : IAsyncLifetime
{
    /// <summary>What a row of the data says, which must stay text.</summary>
    public const string Markup = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\"> a fine film";

    private readonly Shell _shell = new();
    private readonly Chromium _browser = new();

    /// <summary>The page's file.</summary>
    public string File => _shell.File("report.html");

    public async ValueTask InitializeAsync()
    {
        string data = _shell.Write("rows.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 24).Select(row =>
            $"\"{Markup.Replace("\"", "\"\"", StringComparison.Ordinal)} {row}\",{(row % 2 == 0 ? "positive" : "negative")}\n")));
        Run("logit-lens", "--prompt", "The film was a joy. I", "--output", _shell.File("lens"));
        Run(
            "attention", "--prompt", "The film was a joy from its first scene to its last, and I would see it again. The film", "--output",
            _shell.File("attention"));
        Run("evaluate", "--dataset", data, "--output", _shell.File("evaluate"));
        Run("head-ablation", "--limit", "12", "--heads", "0.0-1.7", "--output", _shell.File("heads"));
        Run("attribute", "--limit", "8", "--method", "gradient-x-input,gradient-norm", "--output", _shell.File("attribute"));
        Run("probe-train", "--limit", "60", "--output", _shell.File("probes"));
        Run(
            "steer", "--task", "generation", "--limit", "4", "--max-new-tokens", "6", "--strength", "-1,1", "--random-directions", "0", "--output",
            _shell.File("steer"));
        Run(
            "report", _shell.File("lens"), _shell.File("attention"), _shell.File("evaluate"), _shell.File("heads"), _shell.File("attribute"),
            _shell.File("probes"), _shell.File("steer"), "-o", File);
        await _browser.InitializeAsync();
    }

    /// <summary>Opens the page; whatever it asks of the network or complains of is kept.</summary>
    internal Task<OpenPage> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light) => _browser.OpenAsync(File, width, scheme);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _shell.Dispose();
    }

    private void Run(params string[] arguments) => Assert.True(_shell.Run(arguments) == ExitCode.Done, _shell.Error);
}
#endif
