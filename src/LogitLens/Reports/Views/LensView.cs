using LogitLens.Experiments.Lens;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Reports;

/// <summary>A prompt's logit lens as a table: each cell is a layer's top token, and shows the layer's first tokens when it is pointed at or pinned.</summary>
internal static class LensView
{
    /// <summary>The view; null for a run over a dataset.</summary>
    public static RunView? Of(FinishedRun run)
    {
        if (run.Result<LogitLensResult>().Lens is not { } lens)
        {
            return null;
        }

        BytePairTokenizer? tokenizer = RunTokenizer.Of(run);
        return new RunView("Layer by layer", Of(lens, id => tokenizer?.TokenText(id) ?? $"{id}"));
    }

    /// <summary>The table.</summary>
    /// <param name="lens">What each layer predicts.</param>
    /// <param name="spell">A token's text by its id.</param>
    public static string Of(PromptLensResult lens, Func<int, string> spell)
    {
        StringBuilder html = new();
        html.Append(
            "<p>Each cell is what a layer puts first after the token above. Point at a cell, or move to it by the arrow keys, to see what else it predicts; "
            + "click or press Enter to pin it.</p>");
        html.Append(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Logit lens\"><table class=\"lens\"><thead><tr><th scope=\"col\">layer</th>");
        for (int position = 0; position < lens.TokenIds.Length; position++)
        {
            html.Append(Html.Element("th", Shown(lens.Tokens?[position] ?? spell(lens.TokenIds[position])), "scope=\"col\""));
        }

        html.Append("</tr></thead><tbody>");
        foreach (PromptLensLayer layer in lens.Layers.Reverse())
        {
            html.Append($"<tr><th scope=\"row\">{layer.Layer}</th>");
            for (int position = 0; position < lens.TokenIds.Length; position++)
            {
                double probability = Math.Exp(layer.TopLogProbs[position][0]);
                string top = string.Join("\n", layer.TopIds[position].Select((id, k) => string.Create(
                    CultureInfo.InvariantCulture, $"{Shown(spell(id))}\t{100 * Math.Exp(layer.TopLogProbs[position][k]):0.0}%")));
                string more = string.Create(
                    CultureInfo.InvariantCulture,
                    $"layer {layer.Layer}, position {position}: entropy {layer.Entropy[position]:0.00}, KL to the output "
                    + $"{layer.KlFinalToLayer[position]:0.00} nats");
                html.Append(string.Create(
                    CultureInfo.InvariantCulture,
                    $"<td tabindex=\"-1\" style=\"--p:{probability:0.000}\" data-top=\"{Html.Text(top)}\" "
                    + $"data-more=\"{Html.Text(more)}\">{Html.Text(Shown(spell(layer.TopIds[position][0])))}</td>"));
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table></div><div class=\"reading\" role=\"status\" aria-live=\"polite\"></div>");
        return html.ToString();
    }

    /// <summary>A token with its white space to be seen.</summary>
    public static string Shown(string token) => token.Replace("\n", "↵", StringComparison.Ordinal).Replace(' ', '·');
}
