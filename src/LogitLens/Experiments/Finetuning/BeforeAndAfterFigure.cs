using LogitLens.Experiments.Lens;
using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Finetuning;

/// <summary>Accuracy by layer of a model before and after training, in one figure.</summary>
internal static class BeforeAndAfterFigure
{
    /// <summary>The figures of a finetuning's follow-ups; none where the lens was not run before and after.</summary>
    /// <param name="folder">The finetuning's folder.</param>
    public static IEnumerable<DrawnFigure> Of(string folder)
    {
        if (ThenCommands.Pair(folder, LogitLensKind.Instance.Command) is not { } pair)
        {
            yield break;
        }

        (string Name, LogitLensResult Result)[] runs = [("before", pair.Before.Result<LogitLensResult>()), ("after", pair.After.Result<LogitLensResult>())];
        int n = runs.Max(run => run.Result.Conditions.Max(condition => condition.N));
        yield return new DrawnFigure("accuracy-by-layer-before-and-after", new LineChart
        {
            Heading = new FigureHeading(
                "Accuracy among the labels by layer, before and after training", $"{runs[0].Result.Conditions.Count} ways of asking, n = {n}; 95% intervals"),
            XTitle = "layer",
            YTitle = "accuracy",
            YFormat = ValueFormat.Proportion,
            References = runs[0].Result.Baselines?.Majority.Value is { } majority
                ? [new ReferenceLine($"always '{runs[0].Result.Baselines!.MajorityLabel}'", majority)]
                : [],
            Series =
            [
                .. runs.SelectMany(run => run.Result.Conditions.Where(condition => condition.N > 0).Select(condition => new LineSeries(
                    $"{condition.Name} {run.Name}",
                    [.. condition.Layers.Select(layer => (double)layer.Layer)],
                    [.. condition.Layers.Select(layer => layer.Accuracy.ToEstimate())]) { Panel = condition.Name })),
            ],
            Notes = [.. runs.SelectMany(run => run.Result.Conditions.Where(condition => condition.N > 0).Select(condition =>
                $"{condition.Name} {run.Name}: predictions are settled from layer {CellFormat.TwoDecimals.Of(condition.Settled.Mean.Value)} on (mean)."))],
        }.Draw());
    }
}
