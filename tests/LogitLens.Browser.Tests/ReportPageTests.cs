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
        Assert.Equal(1, await page.Locator(".lens td.pinned").CountAsync());
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
        ILocator view = page.Locator(".attention:not(.heads *)"), reading = view.Locator(".reading");
        Assert.Contains("head 0.0", await reading.InnerTextAsync(), StringComparison.Ordinal);
        await view.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "previous" }).ClickAsync();
        Assert.Contains("head 3.7", await reading.InnerTextAsync(), StringComparison.Ordinal);
        await view.Locator(".head").SelectOptionAsync("2");
        Assert.Contains("head 3.2", await reading.InnerTextAsync(), StringComparison.Ordinal);

        await view.Locator(".token").First.HoverAsync();
        Assert.Contains("100%  0", await reading.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_of_the_map_of_heads_opens_the_heads_page_and_closes_it()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator view = page.Locator(".heads"), open = view.Locator(".headpage:visible");
        Assert.Equal(1, await open.CountAsync());
        await view.Locator("td[data-head='1.5']").ClickAsync();
        Assert.Equal("Head 1.5", await open.Locator("h4").InnerTextAsync());
        string text = await open.InnerTextAsync();
        Assert.All(
            (string[])["effect on logit difference", "adjusted p", "attends to the previous token", "Head 1.5 by class", "Examples that head 1.5 moves most"],
            each => Assert.Contains(each, text, StringComparison.Ordinal));
        await view.Locator("td[data-head='1.5']").ClickAsync();
        Assert.Equal(0, await open.CountAsync());
    }

    [Fact]
    public async Task The_map_of_heads_goes_by_keyboard()
    {
        IPage page = (await report.OpenAsync()).Page;
        await page.Locator("td[data-head='1.2']").FocusAsync();
        foreach (string key in (string[])["ArrowRight", "ArrowDown", "Enter"])
        {
            await page.Keyboard.PressAsync(key);
        }

        Assert.Equal("Head 0.3", await page.Locator(".headpage:visible h4").InnerTextAsync());
    }

    [Fact]
    public async Task A_heads_page_leads_to_its_attention_in_another_run_of_the_same_model()
    {
        IPage page = (await report.OpenAsync()).Page;
        await page.Locator("td[data-head='1.4']").ClickAsync();
        await page.Locator(".headpage:visible .pattern").ClickAsync();
        Assert.Contains("head 1.4", await page.Locator(".attention:not(.heads *) .reading").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heads_page_shows_its_attention_on_an_example_of_the_run()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator view = page.Locator(".heads .attention"), reading = view.Locator(".reading");
        await page.Locator("td[data-head='0.6']").ClickAsync();
        Assert.Contains("head 0.6", await reading.InnerTextAsync(), StringComparison.Ordinal);
        await view.Locator(".token").First.HoverAsync();
        Assert.Contains("position 0", await reading.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("100%  0", await reading.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_shows_what_each_method_says_of_it()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator view = page.Locator(".attributions"), reading = view.Locator(".reading");
        await view.Locator(".example").SelectOptionAsync("2");
        Assert.Equal(1, await view.Locator(".tokens:visible").CountAsync());
        ILocator token = view.Locator(".tokens:visible .token").Nth(1);
        await token.HoverAsync();
        string[] lines = (await reading.InnerTextAsync()).TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Contains("token 1", lines[0], StringComparison.Ordinal);
        string[] scores = (await token.GetAttributeAsync("data-scores"))!.Split(';');
        Assert.Equal(Number(scores[0]), Number(lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]), 1e-4);

        // The length of a gradient has no sign, and no colour for one.
        await view.Locator(".method").SelectOptionAsync("1");
        Assert.Equal(0, await view.Locator(".token.plus:visible").CountAsync());
    }

    [Fact]
    public async Task A_cell_of_the_probes_readings_shows_all_classes()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator view = page.Locator(".probes"), cell = view.Locator("td.head").Nth(1);
        await view.Locator(".class").SelectOptionAsync("1");
        await cell.ClickAsync();
        string[] lines = [.. (await view.Locator(".reading").InnerTextAsync()).TrimEnd().Split('\n').Skip(1)];
        double[] shares = [.. lines.Select(line => Number(line.Trim().Split('%')[0]))];
        Assert.Equal(2, shares.Length);
        Assert.Equal(100, shares.Sum(), 0.2);
        Assert.Equal(shares[1] / 100, Number(await cell.InnerTextAsync()), 0.01);
    }

    [Fact]
    public async Task Texts_stand_side_by_side_without_and_with_steering()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator view = page.Locator(".steered"), pairs = view.Locator(".pair:visible");
        int all = await pairs.CountAsync();
        Assert.True(all > 0);
        string setting = (await view.Locator(".setting option").AllInnerTextsAsync())[1];
        await view.Locator(".setting").SelectOptionAsync(new SelectOptionValue { Label = setting });
        Assert.All(await pairs.Locator(".with > div:visible h4").AllInnerTextsAsync(), heading => Assert.Equal(setting, heading));
        Assert.Equal(all, await pairs.Locator(".with > div:visible").CountAsync());
        LocatorBoundingBoxResult before = (await pairs.First.Locator(".sides > div").First.BoundingBoxAsync())!;
        LocatorBoundingBoxResult after = (await pairs.First.Locator(".with").BoundingBoxAsync())!;
        Assert.Equal(before.Y, after.Y, 1f);
        Assert.True(after.X >= before.X + before.Width);
        await view.Locator(".word").FillAsync("no text has this");
        Assert.Equal(0, await pairs.CountAsync());
    }

    [Fact]
    public async Task Failures_are_chosen_by_kind_and_have_their_prompts()
    {
        IPage page = (await report.OpenAsync()).Page;
        ILocator table = page.Locator(".table", new PageLocatorOptions { HasText = "Wrong answers" }).First;
        string kind = (await table.Locator("select option").AllInnerTextsAsync())[^1];
        await table.Locator("select").SelectOptionAsync(new SelectOptionValue { Label = kind });
        Assert.All(await table.Locator("tbody tr:visible td:nth-child(2)").AllInnerTextsAsync(), each => Assert.Equal(kind, each));
        ILocator prompt = table.Locator("tbody tr:visible details").First;
        await prompt.Locator("summary").ClickAsync();
        Assert.Contains("Text: <script>", await prompt.InnerTextAsync(), StringComparison.Ordinal);
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
    public async Task Text_stands_out_from_what_is_behind_it(ColorScheme scheme) =>
        Assert.Empty(await (await report.OpenAsync(scheme: scheme)).FaintTextsAsync());

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

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Task<string> Paper(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
#endif
