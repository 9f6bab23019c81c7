using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Lens;

/// <summary>Draws the lens over a dataset.</summary>
internal static class LensFigures
{
    /// <summary>The figures.</summary>
    /// <param name="text">An example's text by its id; null where it is not known.</param>
    public static IEnumerable<DrawnFigure> Of(LogitLensResult result, string what, bool chosen, Func<string, string?> text)
    {
        if (result.Conditions.All(condition => condition.N == 0))
        {
            yield break;
        }

        string subtitle = $"{what}, n = {result.Conditions.Max(condition => condition.N)}; {result.Demonstrations?.Caption ?? "95% intervals over examples"}";
        yield return Curves(
            result, "accuracy-by-layer", "Accuracy among the labels by layer", "accuracy", subtitle, layer => layer.Accuracy.ToEstimate(),
            ValueFormat.Proportion,
            result.Baselines?.Majority.Value is { } majority ? [new ReferenceLine($"always '{result.Baselines.MajorityLabel}'", majority)] : []);
        yield return Curves(
            result, "label-probability-by-layer", "Probability of the right label among all tokens", "probability", subtitle,
            layer => layer.LabelProbability, ValueFormat.Proportion, []);
        yield return Curves(
            result, "entropy-by-layer", "Entropy of each layer's prediction", "entropy, nats", subtitle, layer => layer.Entropy, ValueFormat.Number, []);
        yield return Curves(
            result, "kl-by-layer", "How far each layer's prediction is from the output", "KL(output || layer), nats", subtitle, layer => layer.Kl,
            ValueFormat.Number, []);
        foreach (DrawnFigure figure in Examples(result, what, chosen, text))
        {
            yield return figure;
        }
    }

    // A panel for each number of demonstrations, so that no more lines than kinds of them cross; the line without any is in all.
    private static DrawnFigure Curves(
        LogitLensResult result, string name, string title, string yTitle, string subtitle, Func<LayerSummary, Estimate> value, ValueFormat format,
        IReadOnlyList<ReferenceLine> references)
    {
        ConditionSummary[] conditions = [.. result.Conditions.Where(condition => condition.N > 0)];
        bool panels = conditions.Where(condition => condition.Condition.Shots > 0).Select(condition => condition.Condition.Shots).Distinct().Count() > 1;
        return new DrawnFigure(name, new LineChart
        {
            Heading = new FigureHeading(title, subtitle),
            XTitle = "layer",
            YTitle = yTitle,
            YFormat = format,
            References = references,
            Notes = name == "accuracy-by-layer" ? [.. result.DemonstrationGaps.Select(LensTables.Describe)] : [],
            Series = [.. conditions.Select(condition => new LineSeries(
                panels ? Kind(condition.Condition) : condition.Name, [.. condition.Layers.Select(layer => (double)layer.Layer)],
                [.. condition.Layers.Select(value)])
            {
                Style = ConditionStyles.Of(condition.Condition.Demos),
                Panel = panels && condition.Condition.Shots > 0 ? Words(condition.Condition.Shots) : null,
            })],
        }.Draw());
    }

    private static string Kind(Condition condition) =>
        condition.Demos is { } demos ? $"{demos.ToString().ToLowerInvariant()} demonstrations" : "no demonstrations";

    private static string Words(int shots) => shots == 1 ? "1 demonstration" : $"{shots} demonstrations";

    private static IEnumerable<DrawnFigure> Examples(LogitLensResult result, string what, bool chosen, Func<string, string?> text)
    {
        if (result.Examples.Count == 0)
        {
            yield break;
        }

        yield return new DrawnFigure("examples-by-layer", new Heatmap
        {
            Heading = new FigureHeading(
                "The right label's probability by layer, example by example",
                $"{what}; probability among the labels; "
                + (chosen
                    ? "the examples asked for"
                        : $"the {result.Examples.Count} examples that lose most of those that some layer gets right and the last one wrong")
                + "; in brackets the right label"),
            Values = [.. result.Examples.Select(example => example.Probability)],
            Axes = new MapAxes(
                "example", [.. result.Examples.Select((example, index) => $"{index + 1}. {example.Example}, {example.Condition} ({example.Label})")],
                "layer", [.. Enumerable.Range(0, result.LayerCount).Select(layer => $"{layer}")]),
            ValueTitle = "probability of the right label among the labels",
            Format = ValueFormat.Proportion,
            Scale = ColourScale.Shares(0, 1),
            Notes = [.. result.Examples.Select((example, index) => (Text: text(example.Example), Number: index + 1))
                .Where(each => each.Text is not null).Select(each => $"{each.Number}. {each.Text}")],
        }.Draw());
    }
}
