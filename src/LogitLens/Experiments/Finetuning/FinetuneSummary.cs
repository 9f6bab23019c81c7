using LogitLens.Experiments.Evaluation;
using LogitLens.Models;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Finetuning;

/// <summary>Sums up a finetuning's records; a pure function of them, the options and the data.</summary>
internal static class FinetuneSummary
{
    /// <summary>What answers to the test are called.</summary>
    public static Condition Finetuned { get; } = Condition.Named("finetuned");

    /// <summary>The summary.</summary>
    public static FinetuneResult Of(IEnumerable<FinetuneRecord> records, FinetuneOptions options, FinetuneData data, FinetunePlan plan, ModelConfig shape)
    {
        FinetuneRecord[] all = [.. records];
        ClassificationRecord[] answers = [.. all.Select(record => record.Answer).OfType<ClassificationRecord>()];
        TrainingOutcome[] models = [.. all.Select(record => record.Outcome).OfType<TrainingOutcome>()];
        double[] losses = [.. models.Select(model => model.TestLoss).OfType<double>()];
        return new FinetuneResult
        {
            Objective = options.Objective,
            Labels = data.Labels?.Names ?? [],
            Template = data.Template,
            Sequences = data.Training.Sequences.Count,
            StepsPerEpoch = plan.StepsPerEpoch,
            Parameters = shape.ParameterCount,
            TrainedParameters = models.Length == 0 ? 0 : models[0].TrainedParameters,
            Models = models,
            Steps = [.. all.Select(record => record.Step).OfType<FinetuneStep>()],
            Validation = [.. all.Select(record => record.Validation).OfType<ValidationPoint>()],
            TestLoss = losses.Length == 0 ? null : MeanInterval.StudentT(losses),
            TestedOn = data.Test is { } test ? $"{test.Data.Name} {test.Data.Split}" : null,
            Test = answers.Length == 0
                ? null
                : new ClassificationSummary(
                    [Finetuned, .. BaselineNames.Chosen(options.Material).Select(BaselineNames.ConditionOf)],
                    data.Labels!.Names,
                    options.Seed,
                    data.Clusters).Of(answers),
            Notes = [.. data.Notes, .. Remarks(options, data, models)],
        };
    }

    private static IEnumerable<string> Remarks(FinetuneOptions options, FinetuneData data, TrainingOutcome[] models)
    {
        if (data.Validation is not null && data.Test?.Data == data.Validation.Data && options.Training.Keep == KeptWeights.Best)
        {
            yield return $"the test is the validation data, {data.Test.Data.Name} {data.Test.Data.Split}, which chose the step: its figures are a little too "
                + "good";
        }

        foreach (TrainingOutcome model in models.Where(model => model.Stopped is not null))
        {
            yield return $"{model.Folder}: stopped after step {model.Steps}, {model.Stopped}";
        }

        if (options.Training.Seeds is > 1 and < 6)
        {
            yield return FormattableString.Invariant(
                $"{options.Training.Seeds} models: intervals cover seeds and examples (t on {options.Training.Seeds - 1} degrees of freedom)")
                + ", and are wide for it";
        }
    }
}
