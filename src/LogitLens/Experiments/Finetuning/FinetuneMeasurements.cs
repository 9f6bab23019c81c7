using LogitLens.Runs;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.Evaluation.ClassificationRecord>;
using StepMetric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.Finetuning.FinetuneStep>;

namespace LogitLens.Experiments.Finetuning;

/// <summary>What runs are compared by: answers to the test, and the steps' losses.</summary>
internal static class FinetuneMeasurements
{
    private static readonly Metric[] s_answers =
    [
        Metric.Share("accuracy", record => record.Correct == true),
        Metric.Mean("label_probability_among_labels", record => record.Probabilities[record.Label!.Value]),
    ];

    private static readonly StepMetric[] s_steps =
        [StepMetric.Mean("loss", step => step.Loss), StepMetric.Mean("gradient_norm", step => step.GradientNorm)];

    /// <summary>The measurements, a condition for each model and for its training.</summary>
    public static RunMeasurements Of(IEnumerable<FinetuneRecord> records)
    {
        FinetuneRecord[] all = [.. records];
        bool several = all.Any(record => record.Model > 1);
        string Name(string what, int model) => several ? $"{what}/model-{model}" : what;
        return new RunMeasurements(
        [
            .. all.Where(record => record.Answer is not null).GroupBy(record => (record.Model, record.Answer!.Condition)).Select(group => Metric.Read(
                group.Key.Model == 0 ? group.Key.Condition : Name(group.Key.Condition, group.Key.Model), [.. group.Select(record => record.Answer!)], s_answers,
                record => record.Example, record => record.Label!.Value)),
            .. all.Where(record => record.Step is not null).GroupBy(record => record.Model).Select(group => StepMetric.Read(
                Name("training", group.Key), [.. group.Select(record => record.Step!)], s_steps, step => UnitNames.Step(step.Step), label: null)),
        ]);
    }
}
