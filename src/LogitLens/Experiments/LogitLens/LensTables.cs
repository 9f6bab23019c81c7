using System.Globalization;
using LogitLens.Experiments.Classification;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.LogitLens;

/// <summary>The lens's results as tidy tables, and the rows a reader wants first.</summary>
internal static class LensTables
{
    public static IEnumerable<CsvTable> Of(LogitLensResult result)
    {
        yield return new CsvTable(
            "layers",
            ["condition", "shots", "demos", "layer", "metric", "value", "low", "high", "n"],
            result.Conditions.SelectMany(condition => condition.Layers.SelectMany(layer => Metrics(layer).Select(metric => (IReadOnlyList<object?>)
            [
                condition.Name, condition.Condition.Shots, condition.Condition.Demos, layer.Layer, metric.Name, metric.Estimate.Value,
                metric.Estimate.Interval?.Low, metric.Estimate.Interval?.High, metric.Estimate.N,
            ]))));
        yield return ConditionDifference.Table(result.Comparisons);
    }

    public static CsvTable Grid(PromptLensResult lens) => new(
        "lens",
        ["layer", "position", "token_id", "token", "top_id", "top_token", "top_log_prob", "entropy", "kl_final_to_layer", "rank_of_final_top"],
        lens.Layers.SelectMany(layer => Enumerable.Range(0, lens.TokenIds.Length).Select(position => (IReadOnlyList<object?>)
        [
            layer.Layer, position, lens.TokenIds[position], lens.Tokens?[position], layer.TopIds[position][0], layer.TopTokens?[position],
            layer.TopLogProbs[position][0], layer.Entropy[position], layer.KlFinalToLayer[position], layer.RankOfFinalTop[position],
        ])));

    public static SummaryTable Headline(LogitLensResult result, string what) => result.Lens is { } lens
        ? PromptHeadline(lens, what)
        : new SummaryTable(
            $"Logit lens: {what}",
            ["condition", "n", "accuracy", "95% interval", "best layer", "its accuracy", "exact", "p(right)", "overthinking", "settled at"],
            [.. result.Conditions.Where(condition => condition.N > 0).Select(Row)])
        {
            Notes = [.. result.Notes, .. result.DemonstrationGaps.Select(Describe)],
        };

    private static SummaryTable PromptHeadline(PromptLensResult lens, string what) => new(
        $"Logit lens: {what}, {lens.TokenIds.Length} tokens; the prediction after the last token",
        ["layer", "top token", "probability", "entropy", "KL to output"],
        [
            .. lens.Layers.Select(layer => (IReadOnlyList<string>)
            [
                Number(layer.Layer), layer.TopTokens?[^1] ?? Number(layer.TopIds[^1][0]), Fixed(Math.Exp(layer.TopLogProbs[^1][0])), Fixed(layer.Entropy[^1]),
                Fixed(layer.KlFinalToLayer[^1]),
            ]),
        ]);

    private static IReadOnlyList<string> Row(ConditionSummary condition)
    {
        LayerSummary last = condition.Layers[^1];
        LayerSummary best = condition.Layers.MaxBy(layer => layer.Accuracy.Value)!;
        return
        [
            condition.Name, Number(condition.N), Percent(last.Accuracy.Value), Range(last.Accuracy.Interval), Number(best.Layer), Percent(best.Accuracy.Value),
            Percent(last.ExactAccuracy.Value), Fixed(last.LabelProbability.Value), Percent(condition.Overthinking.Share.Value), Fixed(condition.Settled.Mean.Value),
        ];
    }

    private static string Describe(DemonstrationGap gap) => gap.CriticalLayer.Layer.Value is { } layer
        ? $"{gap.Shots}-shot: correct and incorrect demonstrations part at layer {Number((int)layer)}; their final gap is {Percent(gap.CriticalLayer.Gaps[^1])}"
        : $"{gap.Shots}-shot: correct and incorrect demonstrations end within one percentage point of each other";

    private static IEnumerable<(string Name, Estimate Estimate)> Metrics(LayerSummary layer) =>
    [
        ("accuracy", layer.Accuracy.ToEstimate()),
        ("exact_accuracy", layer.ExactAccuracy.ToEstimate()),
        ("label_probability", layer.LabelProbability),
        ("label_probability_among_labels", layer.LabelProbabilityAmongLabels),
        ("label_rank", layer.Rank),
        ("kl_final_to_layer", layer.Kl),
        ("entropy", layer.Entropy),
        ("expected_calibration_error", new Estimate(layer.ExpectedCalibrationError, null, layer.Accuracy.N)),
    ];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Fixed(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double? value) => value is { } share ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%" : "-";

    private static string Range(Interval? interval) => interval is { } range ? $"{Percent(range.Low)} to {Percent(range.High)}" : "-";
}
