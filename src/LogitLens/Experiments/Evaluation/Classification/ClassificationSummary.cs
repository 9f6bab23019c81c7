using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation;

/// <summary>Sums up a classification's records; a pure function of them and the seed.</summary>
/// <param name="clusterOf">Each example's cluster by its id; null where examples are independent.</param>
internal sealed class ClassificationSummary(
    IReadOnlyList<Condition> conditions, IReadOnlyList<string> labels, long seed, IReadOnlyDictionary<string, string>? clusterOf = null)
{
    public ClassificationResult Of(IEnumerable<ClassificationRecord> records)
    {
        ClassificationRecord[] all = [.. records];
        IReadOnlyList<ConditionGroup<Answer>> answers = Groups(
            all.Where(record => record.Label is not null).Select(record => new Answer(record, record.Probabilities)));
        ILookup<string, ClassificationRecord> contentFree = all.Where(record => record.Label is null).ToLookup(record => record.Condition);
        ClassifiedCondition[] summaries = [.. answers.Select(group => Summarise(group, [.. contentFree[group.Condition.Name]]))];
        ConditionDifference[] between =
        [
            .. answers.SelectMany((first, i) => answers.Skip(i + 1).Select(second => ConditionDifference.Of(first, second, IsRight))),
        ];

        // What calibration changes is tested in the same run, and corrected together with the rest.
        IReadOnlyList<ConditionDifference> adjusted = ConditionDifference.Adjust(
            [.. between, .. summaries.Select(each => each.Calibrated?.Difference).OfType<ConditionDifference>()]);
        Queue<ConditionDifference> calibrated = new(adjusted.Skip(between.Length));
        return new ClassificationResult
        {
            Labels = labels,
            Conditions =
            [
                .. summaries.Select(each => each.Calibrated is { } own ? each with { Calibrated = own with { Difference = calibrated.Dequeue() } } : each),
            ],
            Comparisons = [.. adjusted.Take(between.Length)],
        };
    }

    private ClassifiedCondition Summarise(ConditionGroup<Answer> group, ClassificationRecord[] contentFree)
    {
        IReadOnlyList<Answer> all = group.All;
        LabelledPredictions decoded = new(
            labels, Actual(all), [.. all.Select(answer => answer.Record.DecodedLabel ?? LabelledPredictions.NoClass)]);
        return new ClassifiedCondition(
            group.Condition.Name,
            group.Condition,
            group.N,
            Metrics(group),
            group.Share(answer => answer.Record.ExactlyCorrect!.Value),
            ConfusionMatrix.Of(decoded))
        {
            AccuracyByDraw = group.ShareByDraw(IsRight),
            Calibrated = contentFree.Length == 0 ? null : Calibrate(group, contentFree),
        };
    }

    private CalibratedLabels Calibrate(ConditionGroup<Answer> group, ClassificationRecord[] contentFree)
    {
        // The prior of a prompt is that of the same demonstrations with no text, be they the example's own or all examples' under a draw.
        ILookup<(int? Draw, string? For), double[]> priors = contentFree.ToLookup(record => (record.Draw, record.For), record => record.Probabilities);
        Answer Calibrated(Answer answer)
        {
            double[][] own = [.. priors[(answer.Record.Draw, answer.Record.Example)]];
            double[] prior = LabelBias.Prior(own.Length > 0 ? own : [.. priors[(answer.Record.Draw, null)]]);
            return answer with { Probabilities = LabelBias.Calibrate(answer.Record.Probabilities, prior) };
        }

        ConditionGroup<Answer> after = Groups(group.All.Select(Calibrated), group.Condition)[0];
        return new CalibratedLabels(
            [
                .. contentFree.GroupBy(record => record.Example).Select(text =>
                    new LabelPrior(text.Key, LabelBias.Prior([.. text.Select(record => record.Probabilities)]))),
            ],
            LabelBias.Prior([.. contentFree.Select(record => record.Probabilities)]),
            Metrics(after),
            ConditionDifference.Of(group, after, IsRight) with { First = "as it is", Second = "calibrated" });
    }

    private ClassificationMetrics Metrics(ConditionGroup<Answer> group) => group.Classify(
        answers =>
            new LabelledPredictions(
                labels, Actual(answers), [.. answers.Select(answer => Top(answer.Probabilities))], [.. answers.Select(answer => answer.Probabilities)]),
        seed);

    private IReadOnlyList<ConditionGroup<Answer>> Groups(IEnumerable<Answer> answers, params Condition[] only) => ConditionGroups.Of(
        only.Length > 0 ? only : conditions, answers, answer => RecordPlace.Of(answer.Record), clusterOf);

    private static bool IsRight(Answer answer) => Top(answer.Probabilities) == answer.Record.Label;

    private static int[] Actual(IReadOnlyList<Answer> answers) => [.. answers.Select(answer => answer.Record.Label!.Value)];

    private static int Top(double[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());

    /// <summary>An example's record, with the probabilities that its answer goes by.</summary>
    private sealed record Answer(ClassificationRecord Record, double[] Probabilities);
}
