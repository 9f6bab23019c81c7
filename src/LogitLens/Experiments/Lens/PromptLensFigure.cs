using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments.Lens;

/// <summary>Draws the lens over a prompt in the manner of nostalgebraist's post: layers up, tokens along.</summary>
internal static class PromptLensFigure
{
    private const int MostColumns = 14;

    public static IFigure Of(PromptLensResult lens, LensPromptOptions options, string model)
    {
        (int start, int count) = options.Positions?.Within(lens.TokenIds.Length) ?? (0, lens.TokenIds.Length);
        int[] shown = [.. Enumerable.Range(start, count)];
        PromptLensLayer output = lens.Layers[^1];
        return new DrawnFigure("logit-lens", new LensGrid
        {
            Heading = new FigureHeading("Logit lens: what each layer predicts next", $"{model}; {lens.TokenIds.Length} tokens"),
            InputTokens = [.. shown.Select(position => TokenText(lens.Tokens, lens.TokenIds, position))],
            Targets = [.. shown.Select(position => position + 1 < lens.TokenIds.Length
                ? new LensTarget(TokenText(lens.Tokens, lens.TokenIds, position + 1), output.TopIds[position][0] == lens.TokenIds[position + 1])
                : null)],
            Cells = [.. lens.Layers.Select(layer => shown.Select(position => new LensCell(
                layer.TopTokens?[position] ?? $"{layer.TopIds[position][0]}", Value(layer, position, options.Show))).ToArray())],
            LayerLabels = [.. lens.Layers.Select(layer => $"{layer.Layer}")],
            ValueTitle = Title(options.Show),
            FirstPosition = start,
            ColumnsPerPanel = BalancedColumns(count),
        }.Draw());
    }

    // Panels of like widths read better than a full one and a remnant.
    private static int BalancedColumns(int count)
    {
        int panels = (count + MostColumns - 1) / MostColumns;
        return (count + panels - 1) / panels;
    }

    private static string TokenText(string[]? tokens, int[] ids, int position) => tokens?[position] ?? $"{ids[position]}";

    private static double Value(PromptLensLayer layer, int position, LensValue show) => show switch
    {
        LensValue.Logit => layer.TopLogits[position],
        LensValue.Entropy => layer.Entropy[position],
        LensValue.Kl => layer.KlFinalToLayer[position],
        LensValue.Rank => layer.RankOfFinalTop[position],
        _ => Math.Exp(layer.TopLogProbs[position][0]),
    };

    private static string Title(LensValue show) => show switch
    {
        LensValue.Logit => "logit of the layer's top token",
        LensValue.Entropy => "entropy, nats",
        LensValue.Kl => "KL(output || layer), nats",
        LensValue.Rank => "rank of the output's top token",
        _ => "probability of the layer's top token",
    };
}
