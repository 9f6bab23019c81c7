using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Reports;

/// <summary>The heads of a sweep as a map, layers up and heads along, each cell of which opens the head's own page.</summary>
internal static class HeadPages
{
    /// <summary>The view; null where the sweep went over no heads.</summary>
    public static RunView? Of(FinishedRun run)
    {
        IReadOnlyList<HeadPage> pages = HeadFindings.Of(run);
        return pages.Count == 0
            ? null
            : new RunView("Head by head", Map(pages, run.Manifest.Inputs?.Model?.Sha256, run.Setup<HeadSetup>()?.Example));
    }

    private static string Map(IReadOnlyList<HeadPage> pages, string? model, ExampleAttention? example)
    {
        ColourScale scale = ColourScale.DivergingOf(pages.Select(page => page.Effect.Effect.Value ?? 0));
        int heads = pages.Max(page => page.Item.Head!.Value) + 1;
        StringBuilder html = new();
        html.Append(Html.Element(
            "p",
            $"Each cell is the effect of one head's edit on {pages[0].Metric}; bold where it is other than zero at a false discovery rate of 5%. "
            + "Click a cell, or move to it by the arrow keys and press Enter, to open the head's page."));
        html.Append($"<div class=\"heads\" data-model=\"{Html.Text(model)}\">");
        html.Append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Heads\">"
            + "<table class=\"map\"><caption>Layers up, heads along</caption><thead><tr><td></td>");
        html.Append(string.Concat(Enumerable.Range(0, heads).Select(head => Html.Element("th", $"{head}", "scope=\"col\""))));
        html.Append("</tr></thead><tbody>");
        foreach (IGrouping<int, HeadPage> layer in pages.GroupBy(page => page.Item.Layer!.Value).OrderByDescending(layer => layer.Key))
        {
            html.Append($"<tr><th scope=\"row\">{layer.Key}</th>");
            Dictionary<int, HeadPage> own = layer.ToDictionary(page => page.Item.Head!.Value);
            html.Append(string.Concat(Enumerable.Range(0, heads).Select(head =>
                own.TryGetValue(head, out HeadPage? page) ? Cell(page, scale) : "<td></td>")));
            html.Append("</tr>");
        }

        HeadPage strongest = pages.MaxBy(page => Math.Abs(page.Effect.Effect.Value ?? 0))!;
        html.Append("</tbody></table></div><div class=\"pages\" aria-live=\"polite\">");
        html.Append(string.Concat(pages.Select(page => page.ToHtml(isOpen: page == strongest)))).Append("</div>");
        html.Append(example is null
            ? Html.Element("p", "No prompt is short enough for its patterns to be kept here; interp attention --prompt draws them.", "class=\"note\"")
            : Html.Element("h4", $"Attention on an example, {example.Id}") + AttentionStepper.Of(example));
        return html.Append("</div>").ToString();
    }

    private static string Cell(HeadPage page, ColourScale scale)
    {
        Rgb colour = page.Effect.Effect.Value is { } value ? scale.At(value) : Palette.Missing;
        string found = page.Effect.IsSignificant ? " found" : "";
        return Html.Element(
            "td", CellFormat.TwoDecimals.Of(page.Effect.Effect.Value),
            $"tabindex=\"-1\" class=\"head{found}\" data-head=\"{page.Item.Name}\" "
            + $"style=\"background:{colour.ToHex()};color:{Ink(colour).ToHex()}\"");
    }

    // Where black and white are as far from the colour by WCAG 2, 4.6 to 1.
    private static Rgb Ink(Rgb behind) => behind.Luminance < 0.179 ? Rgb.White : new Rgb(0, 0, 0);
}

/// <summary>What pages of heads take from a sweep's setup, whichever kind of answers it was over.</summary>
/// <param name="Example">The heads' attention on one example.</param>
internal sealed record HeadSetup(ExampleAttention? Example);

/// <summary>All that a run says of one head.</summary>
/// <param name="Effect">What its edit does to the metric of the map.</param>
/// <param name="Metric">That metric, in words.</param>
/// <param name="Facts">Numbers about it.</param>
/// <param name="Tables">Tables about it, with their captions.</param>
internal sealed record HeadPage(
    ItemEffect Effect, string Metric, IReadOnlyList<(string Name, string? Value)> Facts, IReadOnlyList<(string Caption, ReportTable Table)> Tables)
{
    /// <summary>The head's place.</summary>
    public SweepItem Item => Effect.Item;

    /// <summary>The page.</summary>
    /// <param name="isOpen">Whether it is shown before any is asked for.</param>
    public string ToHtml(bool isOpen)
    {
        StringBuilder html = new($"<section class=\"headpage\" data-head=\"{Item.Name}\"{(isOpen ? "" : " hidden")}><h4>Head {Item.Name}</h4><dl>");
        foreach ((string name, string? value) in Facts.Where(fact => fact.Value is { Length: > 0 } and not CellFormat.None))
        {
            html.Append(Html.Element("dt", name)).Append(Html.Element("dd", value));
        }

        html.Append("</dl><button type=\"button\" class=\"pattern\" hidden>its attention</button>");
        return html.Append(string.Concat(Tables.Where(each => each.Table.Rows.Count > 0).Select(each => each.Table.ToHtml(each.Caption))))
            .Append("</section>").ToString();
    }
}
