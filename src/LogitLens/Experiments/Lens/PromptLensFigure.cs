using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments.Lens;

/// <summary>Draws the lens over a prompt in the manner of nostalgebraist's post: layers up, tokens along.</summary>
internal static class PromptLensFigure
{
    private const int MostColumns = 14;

    // More would make a picture that no viewer shows whole.
    private const int MostPanels = 10;

    /// <summary>The figure; a long prompt goes on in further ones.</summary>
    public static IEnumerable<DrawnFigure> Of(PromptLensResult lens, LensPromptOptions options, string model)
    {
        (int start, int count) = options.Positions?.Within(lens.TokenIds.Length) ?? (0, lens.TokenIds.Length);
        int columns = BalancedColumns(count);
        int perPart = MostPanels * columns, parts = (count + perPart - 1) / perPart;
        ColourScale? scale = options.Show == LensValue.Rank ? RankScale(lens) : parts > 1 ? CommonScale(lens, options.Show, start, count) : null;
        return Enumerable.Range(0, parts).Select(part => Part(
            lens, options, model, (start + (part * perPart), Math.Min(perPart, count - (part * perPart))), (part, parts), columns, scale));
    }

    private static DrawnFigure Part(
        PromptLensResult lens, LensPromptOptions options, string model, (int Start, int Count) range, (int Index, int Count) part, int columns,
        ColourScale? scale)
    {
        int[] shown = [.. Enumerable.Range(range.Start, range.Count)];
        PromptLensLayer output = lens.Layers[^1];
        string positions = range.Count == lens.TokenIds.Length ? "" : $", positions {range.Start} to {range.Start + range.Count - 1}";
        return new DrawnFigure(part.Index == 0 ? "logit-lens" : $"logit-lens-{part.Index + 1}", new LensGrid
        {
            Heading = new FigureHeading(
                "Logit lens: what each layer predicts next" + (part.Count > 1 ? $", part {part.Index + 1} of {part.Count}" : ""),
                $"{model}; a prompt of {lens.TokenIds.Length} tokens{positions}; in each cell the layer's top token, in colour {Title(options.Show)}"),
            InputTokens = [.. shown.Select(position => TokenText(lens.Tokens, lens.TokenIds, position))],
            Targets = [.. shown.Select(position => position + 1 < lens.TokenIds.Length
                ? new LensTarget(TokenText(lens.Tokens, lens.TokenIds, position + 1), output.TopIds[position][0] == lens.TokenIds[position + 1])
                : null)],
            Cells = [.. lens.Layers.Select(layer => shown.Select(position => new LensCell(
                layer.TopTokens?[position] ?? $"{layer.TopIds[position][0]}", Value(layer, position, options.Show))).ToArray())],
            LayerLabels = [.. lens.Layers.Select(layer => $"{layer.Layer}")],
            ValueTitle = Title(options.Show),
            Format = options.Show switch
            {
                LensValue.Probability => ValueFormat.Proportion,
                LensValue.Rank => ValueFormat.Count,
                _ => ValueFormat.Number,
            },
            Scale = scale,
            FirstPosition = range.Start,
            ColumnsPerPanel = columns,
        }.Draw());
    }

    // Ranks go from the first to the size of the vocabulary, and most of what there is to see lies in the first hundred.
    private static ColourScale RankScale(PromptLensResult lens) =>
        ColourScale.Logarithmic(1, 1 + lens.Layers.Max(layer => layer.RankOfFinalTop.Max())).Reversed();

    private static ColourScale CommonScale(PromptLensResult lens, LensValue show, int start, int count)
    {
        double[] values = [.. lens.Layers.SelectMany(layer => Enumerable.Range(start, count).Select(position => Value(layer, position, show)))];
        return show == LensValue.Probability ? ColourScale.Sequential(0, 1)
            : values.Any(value => value < 0) ? ColourScale.DivergingOf(values) : ColourScale.SequentialOf(values);
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
        LensValue.Rank => layer.RankOfFinalTop[position] + 1,
        _ => Math.Exp(layer.TopLogProbs[position][0]),
    };

    private static string Title(LensValue show) => show switch
    {
        LensValue.Logit => "logit of the layer's top token",
        LensValue.Entropy => "entropy, nats",
        LensValue.Kl => "KL(output || layer), nats",
        LensValue.Rank => "rank of the output's top token, from 1",
        _ => "probability of the layer's top token",
    };
}
