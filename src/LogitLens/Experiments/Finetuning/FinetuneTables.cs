using LogitLens.Experiments.Evaluation;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Finetuning;

/// <summary>A finetuning's results as tidy tables, and the rows a reader wants first.</summary>
internal static class FinetuneTables
{
    private static readonly Table<FinetuneStep> s_steps = new Table<FinetuneStep>("steps", "one update")
        .Column("model", step => step.Model, "which of several models, from 1", CellFormat.Count)
        .Column("step", step => step.Step, "the step, from 1", CellFormat.Count)
        .Column(
            "loss", step => step.Loss, "mean loss of the step's batch before the update, in nats: over predicted tokens, or over texts with a head",
            CellFormat.Number)
        .Column("gradient_norm", step => step.GradientNorm, "L2 norm of the gradients of all trained parameters, before clipping", CellFormat.Number)
        .Column("learning_rate", step => step.LearningRate, "learning rate", CellFormat.Number)
        .Column("tokens", step => step.Tokens, "tokens that the step took in, padding not counted", CellFormat.Count);

    private static readonly Table<ValidationPoint> s_validation = new Table<ValidationPoint>("validation", "one evaluation on the validation data")
        .Column("model", point => point.Model, "which of several models, from 1", CellFormat.Count)
        .Column("step", point => point.Step, "after which step; 0 before the first", CellFormat.Count)
        .Column("loss", point => point.Loss, "mean loss, in nats", CellFormat.Number)
        .Column("accuracy", point => point.Accuracy, "share of right labels", CellFormat.Share)
        .Column("macro_f1", point => point.MacroF1, "mean over classes of F1", CellFormat.Number)
        .Column("is_best", point => point.IsBest, "whether it is the best so far");

    private static readonly Table<TrainingOutcome> s_models = new Table<TrainingOutcome>("models", "one trained model")
        .Column("model", model => model.Model, "which it is, from 1", CellFormat.Count, shown: "model", key: true)
        .Column("folder", model => model.Folder, "its folder in the run's")
        .Column("seed", model => model.Seed, "the seed that it was trained from", CellFormat.Count, shown: "seed")
        .Column("steps", model => model.Steps, "steps that were made", CellFormat.Count, shown: "steps")
        .Column("kept_step", model => model.KeptStep, "the step whose weights are the model", CellFormat.Count, shown: "kept step")
        .Column("test_loss", model => model.TestLoss, "mean loss on the test data, in nats", CellFormat.ThreeDecimals, shown: "test loss")
        .Column("perplexity_before", model => model.PerplexityBefore, "perplexity of the other text before training (`--other-text`)", CellFormat.TwoDecimals)
        .Column("perplexity_after", model => model.PerplexityAfter, "perplexity of the other text after training", CellFormat.TwoDecimals);

    private static readonly Table<(int Model, PartMovement Part)> s_movement = new Table<(int Model, PartMovement Part)>(
        "movement", "one part of one trained model")
        .Column("model", row => row.Model, "which of several models, from 1", CellFormat.Count)
        .Column("part", row => row.Part.Part, "the part: embeddings, a layer, final norm, unembedding, head")
        .Column("distance", row => row.Part.Distance, "L2 norm of its weights' change", CellFormat.Number)
        .Column("relative", row => row.Part.Relative, "that norm as a share of the weights' norm before", CellFormat.Number);

    private static readonly Table<ClassifiedCondition> s_test = new Table<ClassifiedCondition>("test", "one way of answering the test")
        .Shown("answers", condition => condition.Name, key: true)
        .Shown("n", condition => condition.N, CellFormat.Count)
        .Estimate(
            "accuracy", condition => condition.Metrics.Accuracy.ToEstimate(), "share of right labels", EstimateHeadings.LowHigh, CellFormat.Share,
            shown: "accuracy")
        .Shown("macro F1", condition => condition.Metrics.Macro.F1.Value, CellFormat.ThreeDecimals)
        .Shown("AUC", condition => condition.Metrics.Macro.RocAuc?.Value, CellFormat.ThreeDecimals)
        .Shown("log-loss", condition => condition.Metrics.Probabilities?.LogLoss.Value, CellFormat.ThreeDecimals);

    /// <summary>What a run may write.</summary>
    public static IReadOnlyList<TableSet> Declared { get; } =
        [new TableSet("every run", [s_steps, s_validation, s_models, s_movement]), new TableSet("classes", ClassificationTables.Declared)];

    public static IEnumerable<CsvTable> Of(FinetuneResult result) =>
    [
        s_steps.Csv(result.Steps),
        s_validation.Csv(result.Validation),
        s_models.Csv(result.Models),
        s_movement.Csv(result.Models.SelectMany(model => model.Movement.Select(part => (model.Model, part)))),
        .. result.Test is { } test ? ClassificationTables.Of(test) : [],
    ];

    public static SummaryTable Headline(FinetuneResult result, string what) => (result.Test is { } test
        ? s_test.Summary($"Finetuned ({result.Objective.ToString().ToLowerInvariant()}): {what}, tested on {result.TestedOn}", test.Conditions)
        : s_models.Summary($"Finetuned ({result.Objective.ToString().ToLowerInvariant()}): {what}", result.Models)) with
    {
        Notes = [.. Losses(result), .. Forgetting(result), .. result.Notes],
    };

    private static IEnumerable<string> Losses(FinetuneResult result)
    {
        foreach (TrainingOutcome model in result.Models)
        {
            FinetuneStep[] steps = [.. result.Steps.Where(step => step.Model == model.Model)];
            string best = result.Validation.LastOrDefault(point => point.Model == model.Model && point.IsBest) is { } point
                ? $"; best evaluation after step {point.Step}: loss {CellFormat.ThreeDecimals.Of(point.Loss)}"
                    + (point.Accuracy is null ? "" : $", accuracy {CellFormat.Share.Of(point.Accuracy)}")
                : "";
            yield return $"{model.Folder}: loss {CellFormat.ThreeDecimals.Of(steps[0].Loss)} at the first step, "
                + $"{CellFormat.ThreeDecimals.Of(steps[^1].Loss)} at the last of {steps.Length}{best}";
        }
    }

    private static IEnumerable<string> Forgetting(FinetuneResult result) => result.Models.Where(model => model.PerplexityBefore is not null).Select(model =>
        $"{model.Folder}: perplexity of the other text {CellFormat.TwoDecimals.Of(model.PerplexityBefore)} before, "
        + $"{CellFormat.TwoDecimals.Of(model.PerplexityAfter)} after");
}
