using LogitLens.Experiments.Evaluation;
using LogitLens.Figures;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Finetuning;

/// <summary>Draws a finetuning's results: losses, accuracy, how far weights moved, and the answers to the test.</summary>
internal static class FinetuneFigures
{
    private const int MostPoints = 200;

    public static IEnumerable<DrawnFigure> Of(FinetuneResult result, string what)
    {
        yield return new DrawnFigure("loss", new LineChart
        {
            Heading = new FigureHeading("Loss while training", $"{what}, {result.Sequences} sequences, {result.StepsPerEpoch} steps an epoch"),
            XTitle = "step",
            YTitle = "loss, nats",
            Series = [.. result.Models.SelectMany(model => Losses(result, model.Model))],
            Notes = result.Steps.Count > MostPoints * result.Models.Count ? [$"Training losses are means over {Stride(result)} steps."] : [],
        }.Draw());
        if (result.Validation.Any(point => point.Accuracy is not null))
        {
            yield return new DrawnFigure("validation", new LineChart
            {
                Heading = new FigureHeading("Accuracy and macro F1 on the validation data", what),
                XTitle = "step",
                YTitle = "score",
                YFormat = ValueFormat.Proportion,
                Series = [.. result.Models.SelectMany(model => new[]
                {
                    Line(result, model.Model, Name("accuracy", result, model.Model), point => point.Accuracy),
                    Line(result, model.Model, Name("macro F1", result, model.Model), point => point.MacroF1),
                })],
            }.Draw());
        }

        yield return Moved(result, what);
        foreach (DrawnFigure figure in result.Test is { } test ? Answers(test, $"{what}, tested on {result.TestedOn}") : [])
        {
            yield return figure;
        }
    }

    // The accuracy of all classifiers beside one another, and the model's own answers in detail.
    private static IEnumerable<DrawnFigure> Answers(ClassificationResult test, string what) =>
        [.. ClassificationFigures.Of(test, what).Take(1), .. ClassificationFigures.Of(test with { Conditions = [test.Conditions[0]] }, what).Skip(1)];

    private static IEnumerable<LineSeries> Losses(FinetuneResult result, int model)
    {
        FinetuneStep[][] parts = [.. result.Steps.Where(step => step.Model == model).Chunk(Stride(result))];
        yield return new LineSeries(
            Name("training", result, model), [.. parts.Select(part => part.Average(step => step.Step))], parts.Select(part => part.Average(step => step.Loss)));
        if (result.Validation.Any(point => point.Model == model))
        {
            yield return Line(result, model, Name("validation", result, model), point => point.Loss);
        }
    }

    private static int Stride(FinetuneResult result) =>
        Math.Max(1, (int)Math.Ceiling((double)result.Steps.Count / Math.Max(1, result.Models.Count) / MostPoints));

    private static LineSeries Line(FinetuneResult result, int model, string name, Func<ValidationPoint, double?> value)
    {
        ValidationPoint[] points = [.. result.Validation.Where(point => point.Model == model)];
        return new LineSeries(name, [.. points.Select(point => (double)point.Step)], points.Select(point => value(point) ?? double.NaN));
    }

    private static DrawnFigure Moved(FinetuneResult result, string what)
    {
        string[] parts = [.. result.Models.SelectMany(model => model.Movement.Select(part => part.Part)).Distinct()];
        return new DrawnFigure("movement", new BarChart
        {
            Heading = new FigureHeading("How far training moved the weights", $"{what}; the change's norm as a share of the norm before"),
            Categories = parts,
            Series = [.. result.Models.Select(model => new BarSeries(
                result.Models.Count == 1 ? "change" : $"model {model.Model}",
                [.. parts.Select(part => new Estimate(model.Movement.FirstOrDefault(each => each.Part == part)?.Relative, null, 0))]))],
            CategoryTitle = "part of the model",
            ValueTitle = "relative change",
            Horizontal = parts.Length > 8,
        }.Draw());
    }

    private static string Name(string what, FinetuneResult result, int model) => result.Models.Count == 1 ? what : $"{what}, model {model}";
}
