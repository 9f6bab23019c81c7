using LogitLens.Datasets.Prompts;
using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Lens;

/// <summary>Draws the lens over a dataset.</summary>
internal static class LensFigures
{
    public static IEnumerable<IFigure> Of(LogitLensResult result, string what)
    {
        if (result.Conditions.All(condition => condition.N == 0))
        {
            yield break;
        }

        string subtitle = $"{what}, n = {result.Conditions.Max(condition => condition.N)}; bands: {result.Demonstrations?.Caption ?? "95% intervals"}";
        yield return Curves(
            result, "accuracy-by-layer", "Accuracy among the labels by layer", "accuracy", subtitle, layer => layer.Accuracy.ToEstimate(), ValueFormat.Proportion,
            result.Baselines?.Majority.Value is { } majority ? [new ReferenceLine($"always '{result.Baselines.MajorityLabel}'", majority)] : []);
        yield return Curves(
            result, "label-probability-by-layer", "Probability of the right label among all tokens", "probability", subtitle,
            layer => layer.LabelProbability, ValueFormat.Proportion, []);
        yield return Curves(
            result, "entropy-by-layer", "Entropy of each layer's prediction", "entropy, nats", subtitle, layer => layer.Entropy, ValueFormat.Number, []);
        yield return Curves(
            result, "kl-by-layer", "How far each layer's prediction is from the output", "KL(output || layer), nats", subtitle, layer => layer.Kl,
            ValueFormat.Number, []);
        foreach (IFigure figure in Examples(result, what))
        {
            yield return figure;
        }
    }

    private static DrawnFigure Curves(
        LogitLensResult result, string name, string title, string yTitle, string subtitle, Func<LayerSummary, Estimate> value, ValueFormat format,
        IReadOnlyList<ReferenceLine> references)
    {
        int[] shots = [.. result.Conditions.Select(condition => condition.Condition.Shots).Distinct()];
        return new DrawnFigure(name, new LineChart
        {
            Heading = new FigureHeading(title, subtitle),
            XTitle = "layer",
            YTitle = yTitle,
            YFormat = format,
            References = references,
            Series = [.. result.Conditions.Where(condition => condition.N > 0).Select(condition =>
            {
                Estimate[] estimates = [.. condition.Layers.Select(value)];
                return new LineSeries(
                    condition.Name, [.. condition.Layers.Select(layer => (double)layer.Layer)], [.. estimates.Select(e => e.Value ?? double.NaN)])
                {
                    Lower = [.. estimates.Select(e => e.Interval?.Low ?? double.NaN)],
                    Upper = [.. estimates.Select(e => e.Interval?.High ?? double.NaN)],
                    Colour = Array.IndexOf(shots, condition.Condition.Shots),
                    Dashed = condition.Condition.Demos is DemonstrationLabels.Incorrect or DemonstrationLabels.Random,
                };
            })],
        }.Draw());
    }

    private static IEnumerable<IFigure> Examples(LogitLensResult result, string what)
    {
        if (result.Examples.Count == 0)
        {
            yield break;
        }

        yield return new DrawnFigure("examples-by-layer", new Heatmap
        {
            Heading = new FigureHeading("The right label's probability, example by example", $"{what}; among the labels"),
            Values = [.. result.Examples.Select(example => example.Probability)],
            RowLabels = [.. result.Examples.Select(example => $"{example.Condition} {example.Example} ({example.Label})")],
            ColumnLabels = [.. Enumerable.Range(0, result.LayerCount).Select(layer => $"{layer}")],
            RowTitle = "example",
            ColumnTitle = "layer",
            ValueTitle = "probability among the labels",
            Format = ValueFormat.Proportion,
        }.Draw());
    }
}
