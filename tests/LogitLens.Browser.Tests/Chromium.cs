#if CHROMIUM
using Microsoft.Playwright;

namespace LogitLens.Browser.Tests;

/// <summary>A browser to open pages in.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox"] });
    }

    /// <summary>Opens a page; whatever it asks of the network or complains of is kept.</summary>
    internal async Task<OpenPage> OpenAsync(string file, int width = 1280, ColorScheme scheme = ColorScheme.Light)
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
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return new OpenPage(page, asked, complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>A page in a browser.</summary>
/// <param name="Page">The page.</param>
/// <param name="Asked">The addresses that were asked for, its own among them.</param>
/// <param name="Complaints">Errors and warnings.</param>
internal sealed record OpenPage(IPage Page, IReadOnlyList<string> Asked, IReadOnlyList<string> Complaints)
{
    /// <summary>What was asked of anything but the page itself.</summary>
    public IEnumerable<string> AskedElsewhere => Asked.Where(url =>
        !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("file:", StringComparison.Ordinal));

    /// <summary>Texts that stand out too little from what is behind them: less than 4.5 to 1 by WCAG 2, which is for text of any size.</summary>
    public Task<string[]> FaintTextsAsync() => Page.EvaluateAsync<string[]>(
        """
        () => {
          const numbers = colour => { const n = colour.match(/[\d.]+/g).map(Number); return n.length === 3 ? [...n, 1] : n; };
          const over = ([r, g, b, a], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a));
          const light = colour => colour.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const paper = element => {
            if (!element) { return [255, 255, 255]; }
            const own = numbers(getComputedStyle(element).backgroundColor);
            return own[3] === 1 ? own.slice(0, 3) : over(own, paper(element.parentElement));
          };
          const faint = new Set();
          for (const element of document.querySelectorAll("body *:not(svg *):not(script):not(style)")) {
            if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) || !element.checkVisibility()) { continue; }
            const behind = paper(element), ink = over(numbers(getComputedStyle(element).color), behind);
            const [a, b] = [light(ink), light(behind)].sort((x, y) => y - x), contrast = (a + .05) / (b + .05);
            if (contrast < 4.5) { faint.add(`${element.tagName}.${element.className} "${element.textContent.slice(0, 20)}" ${contrast.toFixed(2)}`); }
          }
          return [...faint];
        }
        """);

    /// <summary>Uses everything that can be used: folds, buttons, lists, boxes, fields, what takes the focus and what is pointed at.</summary>
    public Task UseEverythingAsync() => Page.EvaluateAsync(
        """
        () => {
          document.querySelectorAll("details").forEach(fold => { fold.open = true; });
          document.querySelectorAll("button").forEach(button => button.click());
          document.querySelectorAll("main select").forEach(list => [...list.options].forEach(option => {
            list.value = option.value;
            list.dispatchEvent(new Event("change"));
          }));
          document.querySelectorAll("input[type=checkbox]").forEach(box => { box.click(); box.click(); });
          document.querySelectorAll("input[type=search]").forEach(field => ["zzz", ""].forEach(word => {
            field.value = word;
            field.dispatchEvent(new Event("input"));
          }));
          [...document.querySelectorAll("main [tabindex], main td.head, main .lens td")].slice(0, 3000).forEach(target => {
            ["mouseenter", "focus", "click", "mouseleave"].forEach(event => target.dispatchEvent(new MouseEvent(event)));
            ["ArrowRight", "ArrowDown", "Enter"].forEach(key => target.dispatchEvent(new KeyboardEvent("keydown", { key })));
          });
        }
        """);
}
#endif
