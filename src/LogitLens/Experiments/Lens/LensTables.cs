using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.Lens;

/// <summary>The lens's results as tidy tables, and the rows a reader wants first.</summary>
internal static class LensTables
{
    private static readonly Measures<LayerSummary> s_metrics = new()
    {
        { "accuracy", layer => layer.Accuracy.ToEstimate(), "share of examples whose right label is the most probable of the labels" },
        { "exact_accuracy", layer => layer.ExactAccuracy.ToEstimate(), "share of examples whose right label is the most probable of all tokens" },
        { "label_probability", layer => layer.LabelProbability, "mean probability of the right label among all tokens" },
        { "label_probability_among_labels", layer => layer.LabelProbabilityAmongLabels, "mean probability of the right label among the labels" },
        { "label_rank", layer => layer.Rank, "mean rank of the right label among all tokens, from 0" },
        { "kl_final_to_layer", layer => layer.Kl, "mean KL(model's output || layer's prediction), in nats" },
        { "entropy", layer => layer.Entropy, "mean entropy of the layer's prediction, in nats" },
        {
            "expected_calibration_error", layer => new Estimate(layer.ExpectedCalibrationError, null, layer.Accuracy.N),
            "mean distance between confidence among the labels and accuracy, over bins of confidence"
        },
    };

    private static readonly Table<LayerMetric> s_layers = new Table<LayerMetric>("layers", "one metric of one layer under one condition")
        .Condition(row => row.Condition.Name, row => row.Condition.Condition)
        .Column("layer", row => row.Layer, "block whose resid_post is read, from 0", CellFormat.Count)
        .Metric(row => row.Metric, s_metrics, EstimateHeadings.LowHighN);

    private static readonly Table<GridCell> s_grid = new Table<GridCell>("lens", "what one layer predicts at one position")
        .Column("layer", cell => cell.Layer.Layer, "block whose resid_post is read, from 0", CellFormat.Count, shown: "layer", key: true)
        .Column("position", cell => cell.Position, "place of the token in the prompt, from 0", CellFormat.Count)
        .Column("token_id", cell => cell.Lens.TokenIds[cell.Position], "id of the token there", CellFormat.Count)
        .Column("token", cell => cell.Lens.Tokens?[cell.Position], "its text")
        .Column("top_id", cell => cell.Layer.TopIds[cell.Position][0], "id of the most probable next token", CellFormat.Count)
        .Column("top_token", cell => cell.Layer.TopTokens?[cell.Position], "its text")
        .Shown("top token", cell => cell.Layer.TopTokens?[cell.Position] ?? cell.Layer.TopIds[cell.Position][0].ToString(CultureInfo.InvariantCulture))
        .Column("top_log_prob", cell => cell.Layer.TopLogProbs[cell.Position][0], "its log-probability, in nats", CellFormat.Number)
        .Shown("probability", cell => Math.Exp(cell.Layer.TopLogProbs[cell.Position][0]), CellFormat.ThreeDecimals)
        .Column("entropy", cell => cell.Layer.Entropy[cell.Position], "entropy of the prediction, in nats", CellFormat.ThreeDecimals, shown: "entropy")
        .Column(
            "kl_final_to_layer", cell => cell.Layer.KlFinalToLayer[cell.Position], "KL(model's output || layer's prediction), in nats",
            CellFormat.ThreeDecimals, shown: "KL to output")
        .Column(
            "rank_of_final_top", cell => cell.Layer.RankOfFinalTop[cell.Position], "rank that the model's own first choice has at this layer, from 0",
            CellFormat.Count);

    private static readonly Table<ConditionSummary> s_conditions = new Table<ConditionSummary>("conditions", "one condition at the last layer")
        .Shown("condition", condition => condition.Name, key: true)
        .Shown("n", condition => condition.N, CellFormat.Count)
        .Estimate(
            "accuracy", condition => condition.Layers[^1].Accuracy.ToEstimate(), "the right label is the most probable of the labels",
            EstimateHeadings.LowHighN,
            CellFormat.Share, shown: "accuracy")
        .Shown("best layer", condition => Best(condition).Layer, CellFormat.Count)
        .Shown("its accuracy", condition => Best(condition).Accuracy.Value, CellFormat.Share)
        .Shown("exact", condition => condition.Layers[^1].ExactAccuracy.Value, CellFormat.Share)
        .Shown("p(right)", condition => condition.Layers[^1].LabelProbability.Value, CellFormat.ThreeDecimals)
        .Shown("overthinking", condition => condition.Overthinking.Share.Value, CellFormat.Share)
        .Shown("settled at", condition => condition.Settled.Mean.Value, CellFormat.ThreeDecimals);

    public static IReadOnlyList<TableSet> Declared { get; } =
        [new TableSet("a dataset", [s_layers, ConditionDifference.Table]), new TableSet("a prompt", [s_grid])];

    public static IEnumerable<CsvTable> Of(LogitLensResult result) =>
    [
        s_layers.Csv(result.Conditions.SelectMany(condition => condition.Layers.SelectMany(
            layer => s_metrics.Of(layer).Select(metric => new LayerMetric(condition, layer.Layer, metric))))),
        ConditionDifference.Table.Csv(result.Comparisons),
    ];

    public static CsvTable Grid(PromptLensResult lens) =>
        s_grid.Csv(lens.Layers.SelectMany(layer => Enumerable.Range(0, lens.TokenIds.Length).Select(position => new GridCell(lens, layer, position))));

    public static SummaryTable Headline(LogitLensResult result, string what) => result.Lens is { } lens
        ? s_grid.Summary(
            $"Logit lens: {what}, {lens.TokenIds.Length} tokens; the prediction after the last token",
            lens.Layers.Select(layer => new GridCell(lens, layer, lens.TokenIds.Length - 1)))
        : s_conditions.Summary($"Logit lens: {what}", result.Conditions.Where(condition => condition.N > 0)) with
        {
            Notes = [.. result.Notes, .. result.DemonstrationGaps.Select(Describe)],
        };

    private static LayerSummary Best(ConditionSummary condition) => condition.Layers.MaxBy(layer => layer.Accuracy.Value)!;

    /// <summary>Where demonstrations with right and with wrong labels part, in words.</summary>
    public static string Describe(DemonstrationGap gap)
    {
        string what = $"{gap.Shots}-shot: correct and incorrect demonstrations";
        string final = gap.CriticalLayer.Gaps is [.., double last]
            ? $"their final gap is {CellFormat.Share.Of(last)} (p {Relation(gap.PValue)})"
            : "there is no gap";
        return gap.CriticalLayer.Layer is { Value: { } layer } critical
            ? $"{what} part at layer {CellFormat.Count.Of(layer)}"
                + (critical.Interval is { } range ? $" (95%: {CellFormat.Count.Of(range.Low)} to {CellFormat.Count.Of(range.High)})" : "") + $"; {final}"
            : $"{what} do not part for sure at any layer; {final}";
    }

    private static string Relation(double? p) => CellFormat.PValue.Of(p) is var text && text.StartsWith('<') ? text : $"= {text}";

    private sealed record LayerMetric(ConditionSummary Condition, int Layer, Measured Metric);

    private sealed record GridCell(PromptLensResult Lens, PromptLensLayer Layer, int Position);
}
