#if CHROMIUM
using Microsoft.Playwright;

namespace LogitLens.Browser.Tests;

/// <summary>A report as its reader meets it, in a real browser.</summary>
public sealed class ReportPageTests(ReportPage report) : IClassFixture<ReportPage>
{
    [Fact]
    public async Task A_page_asks_for_nothing_but_itself_and_complains_of_nothing()
    {
        OpenPage open = await report.OpenAsync();
        Assert.Equal([new Uri(report.File).AbsoluteUri], open.Asked.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Markup_in_a_row_of_the_data_stays_text()
    {
        IPage page = (await report.OpenAsync()).Page;
        Assert.NotEqual("taken", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("main script, main img").CountAsync());
        Assert.Contains(ReportPage.Markup, await page.Locator("main").TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_of_the_lens_shows_its_tokens_when_it_is_pointed_at_and_keeps_them_when_it_is_pinned()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator cells = page.Locator("table.lens td"), reading = page.Locator("table.lens").Locator("xpath=../following-sibling::div[1]");
        await cells.Nth(2).HoverAsync();
        string pointed = await reading.InnerTextAsync();
        Assert.Contains("layer 3, position 2", pointed, StringComparison.Ordinal);
        Assert.Equal(6, pointed.TrimEnd().Split('\n').Length);

        await cells.Nth(2).ClickAsync();
        await cells.Nth(3).HoverAsync();
        await page.Mouse.MoveAsync(0, 0);
        Assert.Equal(pointed, await reading.InnerTextAsync());
    }

    [Fact]
    public async Task The_lens_can_be_read_by_keyboard_alone()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator reading = page.Locator("table.lens").Locator("xpath=../following-sibling::div[1]");
        await page.Locator("table.lens td").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Contains("layer 2, position 1", await reading.InnerTextAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(1, await page.Locator("td.pinned").CountAsync());
    }

    [Fact]
    public async Task A_heading_sorts_its_column_as_numbers_both_ways()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator table = page.Locator("details", new PageLocatorOptions { HasText = "lens.csv" }).First;
        await table.Locator("summary").ClickAsync();
        ILocator button = table.Locator("th button", new LocatorLocatorOptions { HasText = "entropy" });
        int column = await button.EvaluateAsync<int>("button => button.parentElement.cellIndex");
        foreach (bool down in (bool[])[false, true])
        {
            await button.ClickAsync();
            double[] values = await table.Locator("tbody tr").EvaluateAllAsync<double[]>(
                $"rows => rows.map(row => parseFloat(row.cells[{column}].textContent))");
            Assert.True(values.Length > 10);
            Assert.Equal(down ? values.OrderDescending() : values.Order(), values);
        }

        Assert.Equal("descending", await button.EvaluateAsync<string>("button => button.parentElement.getAttribute('aria-sort')"));
    }

    [Fact]
    public async Task A_word_filters_rows()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator table = page.Locator("details", new PageLocatorOptions { HasText = "lens.csv" }).First;
        await table.Locator("summary").ClickAsync();
        int all = await table.Locator("tbody tr:visible").CountAsync();
        await table.GetByRole(AriaRole.Searchbox).FillAsync("film");
        Assert.InRange(await table.Locator("tbody tr:visible").CountAsync(), 1, all - 1);
        await table.GetByRole(AriaRole.Searchbox).FillAsync("");
        Assert.Equal(all, await table.Locator("tbody tr:visible").CountAsync());
    }

    [Fact]
    public async Task Heads_are_stepped_through_and_a_token_shows_what_it_attends_to()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator view = page.Locator(".attention"), reading = view.Locator(".reading");
        Assert.Contains("head 0.0", await reading.InnerTextAsync(), StringComparison.Ordinal);
        await view.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "previous" }).ClickAsync();
        Assert.Contains("head 3.7", await reading.InnerTextAsync(), StringComparison.Ordinal);
        await view.Locator(".head").SelectOptionAsync("2");
        Assert.Contains("head 3.2", await reading.InnerTextAsync(), StringComparison.Ordinal);

        await view.Locator(".token").First.HoverAsync();
        Assert.Contains("100%  0", await reading.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_narrow_screen_has_nothing_to_scroll_sideways_but_tables_and_figures()
    {
        IPage page = (await report.OpenAsync(width: 390)).Page;
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 390);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_stands_out_from_its_paper(ColorScheme scheme)
    {
        IPage page = (await report.OpenAsync(scheme: scheme)).Page;
        foreach (string what in (string[])["body", "dt", ".note", "nav a", "caption", "figcaption"])
        {
            double contrast = await page.Locator(what).First.EvaluateAsync<double>(
                """
                element => {
                  const numbers = colour => colour.match(/[\d.]+/g).map(Number);
                  const light = colour => numbers(colour).slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
                  let paper = element;
                  while (numbers(getComputedStyle(paper).backgroundColor)[3] === 0) { paper = paper.parentElement; }
                  const [a, b] = [light(getComputedStyle(element).color), light(getComputedStyle(paper).backgroundColor)].sort((x, y) => y - x);
                  return (a + .05) / (b + .05);
                }
                """);
            Assert.True(contrast >= 4.5, $"{what}: {contrast:0.00}");
        }
    }

    [Fact]
    public async Task The_reader_chooses_light_or_dark_over_the_system()
    {
        IPage page = (await report.OpenAsync()).Page;
        string before = await Paper(page);
        await page.Locator("#theme").ClickAsync();
        Assert.NotEqual(before, await Paper(page));
        await page.Locator("#theme").ClickAsync();
        Assert.Equal(before, await Paper(page));
    }

    private static Task<string> Paper(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
#endif
