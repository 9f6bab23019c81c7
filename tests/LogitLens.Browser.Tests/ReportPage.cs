#if CHROMIUM
using LogitLens.Cli.CommandLine;
using LogitLens.Cli.Tests;
using Microsoft.Playwright;

namespace LogitLens.Browser.Tests;

/// <summary>A report of one run of each kind that has a view of its own, and a browser to open it in.</summary>
public sealed class ReportPage : IAsyncLifetime
{
    /// <summary>What a row of the data says, which must stay text.</summary>
    public const string Markup = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\"> a fine film";

    private readonly Shell _shell = new();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The page's file.</summary>
    public string File => _shell.File("report.html");

    public async ValueTask InitializeAsync()
    {
        string data = _shell.Write("rows.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 12).Select(row =>
            $"\"{Markup.Replace("\"", "\"\"", StringComparison.Ordinal)} {row}\",{(row % 2 == 0 ? "positive" : "negative")}\n")));
        Run("logit-lens", "--prompt", "The film was a joy. I", "--output", _shell.File("lens"));
        Run(
            "attention", "--prompt", "The film was a joy from its first scene to its last, and I would see it again. The film", "--output",
            _shell.File("attention"));
        Run("evaluate", "--dataset", data, "--output", _shell.File("evaluate"));
        Run("report", _shell.File("lens"), _shell.File("attention"), _shell.File("evaluate"), "-o", File);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    /// <summary>Opens the page; whatever it asks of the network or complains of is kept.</summary>
    internal async Task<OpenPage> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        IPage page = await _browser!.NewPageAsync(
            new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme });
        List<string> asked = [], complaints = [];
        page.Request += (_, request) => asked.Add(request.Url);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(new Uri(File).AbsoluteUri);
        return new OpenPage(page, asked, complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _shell.Dispose();
    }

    private void Run(params string[] arguments) => Assert.True(_shell.Run(arguments) == ExitCode.Done, _shell.Error);
}

/// <summary>A page in a browser.</summary>
/// <param name="Page">The page.</param>
/// <param name="Asked">The addresses that were asked for, its own among them.</param>
/// <param name="Complaints">Errors and warnings.</param>
internal sealed record OpenPage(IPage Page, IReadOnlyList<string> Asked, IReadOnlyList<string> Complaints);
#endif
