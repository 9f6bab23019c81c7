using LogitLens.Experiments.Classification;
using LogitLens.Statistics;
using LogitLens.Statistics.Classification;

namespace LogitLens.Experiments.Evaluation.Classification;

/// <summary>Sums up a classification's records; a pure function of them and the seed.</summary>
public sealed class ClassificationSummary(IReadOnlyList<Condition> conditions, IReadOnlyList<string> labels, long seed)
{
    /// <summary>The summary.</summary>
    public ClassificationResult Of(IEnumerable<ClassificationRecord> records)
    {
        ILookup<string, ClassificationRecord> byCondition = records.ToLookup(record => record.Condition);
        ClassificationRecord[][] groups = [.. conditions.Select(condition => byCondition[condition.Name].ToArray())];
        return new ClassificationResult
        {
            Labels = labels,
            Conditions = [.. conditions.Zip(groups, Summarise)],
            Comparisons = ConditionDifference.Between([.. conditions.Zip(groups, (condition, group) => new ConditionOutcomes(
                condition.Name, group.Where(record => record.Label is not null).ToDictionary(record => record.Example, record => record.Correct!.Value)))]),
        };
    }

    private ClassifiedCondition Summarise(Condition condition, ClassificationRecord[] records)
    {
        // In the order of the examples, so that nothing depends on how batches were cut.
        ClassificationRecord[] examples = [.. records.Where(record => record.Label is not null).OrderBy(record => record.Example, StringComparer.Ordinal)];
        LabelPrior[] priors = [.. records.Where(record => record.Label is null).Select(record => new LabelPrior(record.Example, record.Probabilities))];
        LabelledPredictions decoded = new(
            labels, Actual(examples), [.. examples.Select(record => record.DecodedLabel ?? LabelledPredictions.NoClass)]);
        return new ClassifiedCondition(
            condition.Name,
            condition,
            examples.Length,
            Metrics(examples, [.. examples.Select(record => record.Probabilities)]),
            Proportion.Of([.. examples.Select(record => record.ExactlyCorrect!.Value)]),
            ConfusionMatrix.Of(decoded))
        {
            Calibrated = priors.Length == 0 ? null : Calibrate(examples, priors),
        };
    }

    private CalibratedLabels Calibrate(ClassificationRecord[] examples, LabelPrior[] priors)
    {
        double[] prior = LabelBias.Prior([.. priors.Select(text => text.Probabilities)]);
        double[][] calibrated = [.. examples.Select(record => LabelBias.Calibrate(record.Probabilities, prior))];
        ConditionOutcomes before = new("as it is", examples.ToDictionary(record => record.Example, record => record.Correct!.Value));
        ConditionOutcomes after = new(
            "calibrated", examples.Zip(calibrated).ToDictionary(pair => pair.First.Example, pair => Top(pair.Second) == pair.First.Label));
        return new CalibratedLabels(priors, prior, Metrics(examples, calibrated), ConditionDifference.Between([before, after])[0]);
    }

    private ClassificationMetrics Metrics(ClassificationRecord[] examples, double[][] probabilities) =>
        ClassificationMetrics.Of(new LabelledPredictions(labels, Actual(examples), [.. probabilities.Select(Top)], probabilities), seed);

    private static int[] Actual(ClassificationRecord[] examples) => [.. examples.Select(record => record.Label!.Value)];

    private static int Top(double[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());
}
