using LogitLens.Experiments.HeadAblation;
using LogitLens.Figures;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionView;

/// <summary>
/// Draws attention: heads with their tokens, all heads small, what heads attend to, parts of prompts. One colour means one thing in all panels.
/// </summary>
internal sealed class AttentionFigures(AttentionResult result, string what, ModelConfig config)
{
    private const int MostSingle = 8;

    private static readonly (string Name, Func<HeadDescription, double> Value)[] s_scores =
    [
        ("to the previous token", head => head.PreviousToken), ("to the first token", head => head.FirstToken),
        ("to the earlier copy", head => head.DuplicateToken), ("to the token after it (induction)", head => head.Induction),
    ];

    private bool IsPattern => result.Weight == AttentionWeight.Pattern;

    private string ValueTitle => IsPattern ? "attention" : "attention times |v W_O|";

    /// <summary>The figures of one prompt.</summary>
    /// <param name="weights">[layer][head][query][key].</param>
    /// <param name="chosen">The heads to draw with their tokens; none for all heads small.</param>
    public IEnumerable<DrawnFigure> OfPrompt(double[][][][] weights, IReadOnlyList<HeadId> chosen)
    {
        IEnumerable<HeadId> drawn = chosen.Count == 0 ? HeadId.All(config) : chosen;
        ColourScale scale = IsPattern
            ? ColourScale.Sequential(0, 1)
            : ColourScale.SequentialOf([0, .. drawn.SelectMany(head => weights[head.Layer][head.Head]).SelectMany(row => row)]);
        if (chosen.Count == 0)
        {
            yield return AllHeads(weights, scale);
        }

        if (chosen.Count <= MostSingle)
        {
            foreach (HeadId head in chosen)
            {
                yield return Single(head, weights[head.Layer][head.Head], scale);
            }
        }
        else
        {
            foreach (IGrouping<int, HeadId> layer in chosen.GroupBy(head => head.Layer))
            {
                yield return Panels($"layer-{layer.Key}", $"Attention of layer {layer.Key}", [.. layer], weights, scale);
            }
        }

        yield return Scores();
        yield return Entropy();
    }

    /// <summary>The figures of a dataset.</summary>
    public IEnumerable<DrawnFigure> OfDataset() =>
    [
        .. result.Parts.Count == 0 ? [] : (DrawnFigure[])[Parts()],
        Scores(),
        Entropy(),
    ];

    private DrawnFigure AllHeads(double[][][][] weights, ColourScale scale) => new("all-heads", new Thumbnails
    {
        Heading = new FigureHeading("Every head's attention", $"{what}, {result.Tokens.Count} tokens; in each map queries down and keys across"),
        Maps = weights,
        RowTitle = "layer",
        ColumnTitle = "head",
        ValueTitle = ValueTitle,
        Scale = scale,
        Format = IsPattern ? ValueFormat.Proportion : ValueFormat.Number,
    }.Draw());

    private DrawnFigure Single(HeadId head, double[][] weights, ColourScale scale) => One(
        $"head-{head}",
        new FigureHeading($"Attention of head {head}", $"{what}, {result.Tokens.Count} tokens; a row is what one position attends to"),
        weights,
        OfTokens(result.Tokens),
        OfWeights(scale));

    private DrawnFigure Panels(string name, string title, IReadOnlyList<HeadId> heads, double[][][][] weights, ColourScale scale) => Several(
        name,
        new FigureHeading(title, $"{what}, {result.Tokens.Count} tokens; queries down, keys across; layer.head"),
        heads.Select(head => new HeatmapPanel($"{head}", weights[head.Layer][head.Head])),
        OfTokens([.. Enumerable.Range(0, result.Tokens.Count).Select(position => $"{position}")]),
        OfWeights(scale));

    private DrawnFigure Parts() => Map(
        "parts",
        "What the last position attends to, by head",
        $"{what}, n = {result.N}; mean over prompts",
        "share of the last position's attention",
        result.Parts.GroupBy(part => part.Part).Select(part => (part.Key, (Func<HeadId, double>)(head =>
            part.First(each => each.Layer == head.Layer && each.Head == head.Head).Share.Value ?? double.NaN))));

    private DrawnFigure Scores() => Map(
        "head-scores",
        "What each head attends to",
        $"{what}; means over queries; copies and induction on random tokens repeated once",
        "attention",
        s_scores.Select(score => (score.Name, (Func<HeadId, double>)(head => score.Value(result.Heads[(head.Layer * config.Heads) + head.Head])))));

    private DrawnFigure Map(
        string name, string title, string subtitle, string valueTitle, IEnumerable<(string Name, Func<HeadId, double> Value)> panels) => Several(
        name,
        new FigureHeading(title, subtitle),
        panels.Select(panel => new HeatmapPanel(panel.Name, ByLayer(panel.Value))),
        MapAxes.OfHeads(config.Layers, config.Heads),
        new(valueTitle, ValueFormat.Proportion, ColourScale.Sequential(0, 1)));

    private DrawnFigure Entropy() => One(
        "head-entropy",
        new FigureHeading("How widely each head attends", $"{what}; entropy of the pattern, mean over queries"),
        ByLayer(head => result.Heads[(head.Layer * config.Heads) + head.Head].Entropy),
        MapAxes.OfHeads(config.Layers, config.Heads),
        new("entropy, nats", ValueFormat.Number, null));

    private MapColours OfWeights(ColourScale scale) => new(ValueTitle, IsPattern ? ValueFormat.Proportion : ValueFormat.Number, scale);

    private static MapAxes OfTokens(IReadOnlyList<string> tokens) => new("query", tokens, "key", tokens);

    private static DrawnFigure One(string name, FigureHeading heading, double[][] values, MapAxes axes, MapColours colours) => new(name, new Heatmap
    {
        Heading = heading,
        Values = values,
        Axes = axes,
        ValueTitle = colours.Title,
        Format = colours.Format,
        Scale = colours.Scale,
        ShowValues = axes.FirstRowAtBottom ? null : false,
    }.Draw());

    private static DrawnFigure Several(string name, FigureHeading heading, IEnumerable<HeatmapPanel> panels, MapAxes axes, MapColours colours) =>
        new(name, new HeatmapPanels
        {
            Heading = heading,
            Panels = [.. panels],
            Axes = axes,
            ValueTitle = colours.Title,
            Format = colours.Format,
            Scale = colours.Scale,
        }.Draw());

    private double[][] ByLayer(Func<HeadId, double> value) =>
        [.. Enumerable.Range(0, config.Layers).Select(layer => Enumerable.Range(0, config.Heads).Select(head => value(new HeadId(layer, head))).ToArray())];

    private sealed record MapColours(string Title, ValueFormat Format, ColourScale? Scale);
}
