using LogitLens.Answers;
using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments.Evaluation;

/// <summary>Draws a generation task's results.</summary>
internal static class GenerationFigures
{
    private const string OtherAnswer = "neither";

    public static IEnumerable<DrawnFigure> Of(GenerationResult result, string what)
    {
        GeneratedCondition[] conditions = [.. result.Conditions.Where(condition => condition.N > 0)];
        if (conditions.Length == 0)
        {
            yield break;
        }

        yield return AccuracyFigure.Of(
            [.. conditions.Select(condition => new ConditionAccuracy(condition.Condition, condition.Accuracy))],
            what,
            result.Demonstrations,
            conditions[0].MajorityBaseline.Value is { } majority ? [new ReferenceLine("most frequent answer", majority)] : []);
        yield return Bars(conditions, what);
        foreach (GeneratedCondition condition in conditions)
        {
            string subtitle = $"{what}, {condition.Name}, n = {condition.N}";
            yield return new DrawnFigure($"answer-classes-{condition.Name}", new PieChart
            {
                Heading = new FigureHeading("What became of the questions", subtitle),
                Slices = [.. condition.Classes.Select(each => new PieSlice(GenerationTables.Name(each.Class), each.Share.Count))],
            }.Draw());
            if (condition.YesNo is { } yesNo)
            {
                yield return new DrawnFigure($"confusion-{condition.Name}", new ConfusionGrid
                {
                    Heading = new FigureHeading("Right answers and the model's", subtitle),
                    TrueLabels = yesNo.Confusion.Labels,
                    PredictedLabels = [.. yesNo.Confusion.Labels, OtherAnswer],
                    Counts = [.. yesNo.Confusion.Counts.Zip(yesNo.Confusion.NoClass, (row, none) => (int[])[.. row, none])],
                }.Draw());
            }
        }
    }

    private static DrawnFigure Bars(GeneratedCondition[] conditions, string what)
    {
        AnswerClass[] failures = [.. Enum.GetValues<AnswerClass>().Where(each => each != AnswerClass.Correct)];
        IReadOnlyList<SeriesStyle> styles = ConditionStyles.Of([.. conditions.Select(condition => condition.Condition)]);
        return new DrawnFigure("failures", new BarChart
        {
            Heading = new FigureHeading(
                "How the wrong answers are wrong", $"{what}, n = {conditions.Max(condition => condition.N)}; 95% Wilson intervals"),
            Categories = [.. failures.Select(GenerationTables.Name)],
            Series = [.. conditions.Zip(styles, (condition, style) => new BarSeries(
                condition.Name,
                [.. condition.Classes.Where(each => each.Class != AnswerClass.Correct).Select(each => each.Share.ToEstimate())]) { Style = style })],
            CategoryTitle = "class of answer",
            ValueTitle = "share of all questions",
            Format = ValueFormat.Percent,
            Horizontal = true,
        }.Draw());
    }
}
