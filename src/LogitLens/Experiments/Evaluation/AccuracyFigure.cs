using LogitLens.Datasets;
using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation;

/// <summary>One condition's accuracy.</summary>
internal sealed record ConditionAccuracy(Condition Condition, Proportion Accuracy);

/// <summary>Draws accuracy over the conditions: by the number of demonstrations where there are several, else a bar a condition.</summary>
internal static class AccuracyFigure
{
    public static DrawnFigure Of(
        IReadOnlyList<ConditionAccuracy> conditions, string what, DemonstrationDesign? demonstrations, IReadOnlyList<ReferenceLine> references)
    {
        FigureHeading heading = new(
            "Accuracy", $"{what}, n = {conditions.Max(condition => condition.Accuracy.N)}; {demonstrations?.Caption ?? "95% intervals"}");
        return conditions.Select(condition => condition.Condition.Shots).Distinct().Skip(1).Any()
            ? ByShots(conditions, heading with { Title = "Accuracy by number of demonstrations" }, references)
            : Bars(conditions, heading, references);
    }

    private static DrawnFigure ByShots(IReadOnlyList<ConditionAccuracy> conditions, FigureHeading heading, IReadOnlyList<ReferenceLine> references)
    {
        // A prompt without demonstrations has no kind of them, so it begins every kind's line.
        DemonstrationLabels[] kinds = [.. conditions.Select(condition => condition.Condition.Demos).OfType<DemonstrationLabels>().Distinct()];
        return new DrawnFigure("accuracy-by-shots", new LineChart
        {
            Heading = heading,
            XTitle = "demonstrations",
            YTitle = "accuracy",
            YFormat = ValueFormat.Proportion,
            References = references,
            Series = [.. kinds.Select(kind =>
            {
                ConditionAccuracy[] line =
                    [.. conditions.Where(each => each.Condition.Demos is null || each.Condition.Demos == kind).OrderBy(each => each.Condition.Shots)];
                return new LineSeries(
                    $"{kind.ToString().ToLowerInvariant()} demonstrations",
                    [.. line.Select(each => (double)each.Condition.Shots)],
                    [.. line.Select(each => each.Accuracy.ToEstimate())])
                {
                    Style = ConditionStyles.Of(kind),
                };
            })],
        }.Draw());
    }

    private static DrawnFigure Bars(IReadOnlyList<ConditionAccuracy> conditions, FigureHeading heading, IReadOnlyList<ReferenceLine> references) =>
        new("accuracy", new BarChart
        {
            Heading = heading,
            Categories = [.. conditions.Select(each => each.Condition.Name)],
            Series =
            [
                new BarSeries("accuracy", [.. conditions.Select(each => each.Accuracy.ToEstimate())])
                {
                    Styles = ConditionStyles.Of([.. conditions.Select(each => each.Condition)]),
                },
            ],
            CategoryTitle = "condition",
            ValueTitle = "accuracy",
            Format = ValueFormat.Proportion,
            References = references,
        }.Draw());
}
