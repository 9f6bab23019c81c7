using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>Finds what a reader of a run should know before believing its numbers.</summary>
internal static class RunWarnings
{
    private const double CoarseDifference = 0.1;
    private const double Significance = 0.05;
    private const int ImbalanceRatio = 2;
    private const int NamedUnits = 5;

    /// <summary>Warnings about how the run was made.</summary>
    /// <param name="state">How it stands, in a word.</param>
    /// <param name="replacement">The manifest of a run that is to replace it; null where there is none.</param>
    public static IEnumerable<string> OfManifest(RunManifest manifest, string state, int recorded, RunManifest? replacement)
    {
        if (replacement is not null)
        {
            yield return "a run that is to replace this one (--force) is not done; its command with --resume in place of --force goes on with it";
        }

        if (manifest.State != RunState.Done)
        {
            string of = manifest.Plan is { } plan ? $" of {plan.Units}" : "";
            yield return state == "running"
                ? $"the run is at work: {recorded}{of} units are recorded"
                : $"the run is not finished ({state}): {recorded}{of} units are recorded; its command goes on with --resume";
        }

        if (manifest.Options["shard"] is { } shard)
        {
            yield return $"this is shard {shard}, not the whole; interp merge puts all shards together";
        }

        if (manifest.Inputs?.Dataset is { SkippedRows: > 0 } skipped)
        {
            yield return $"{skipped.SkippedRows} rows of the data could not be read and were skipped";
        }

        if (manifest.Inputs?.Dataset is { CutTexts: > 0 } cut)
        {
            yield return $"{cut.CutTexts} texts were cut to fit the model's context";
        }
    }

    /// <summary>Which units of a run that was cut short have no record.</summary>
    /// <param name="asked">The units' prompts, in the order of the work; a run may have units without any.</param>
    /// <param name="recorded">The ids of the units that have one.</param>
    public static IReadOnlyList<string> OfMissing(IEnumerable<UnitPrompt> asked, IEnumerable<string> recorded)
    {
        string[] missing = [.. asked.Select(prompt => prompt.Id).Except(recorded, StringComparer.Ordinal)];
        string more = missing.Length > NamedUnits ? $" and {missing.Length - NamedUnits} more, in the order of {RunFolder.PromptsFile}" : "";
        return missing.Length == 0 ? [] : [$"without a record: {string.Join(", ", missing.Take(NamedUnits))}{more}"];
    }

    /// <summary>Warnings about the examples; none for runs that have none.</summary>
    /// <param name="measured">What the run measured.</param>
    /// <param name="labels">The label words, in label order; empty where there are none.</param>
    public static IReadOnlyList<string> OfExamples(RunMeasurements measured, IReadOnlyList<string> labels) =>
    [
        .. SmallNumber(measured.Conditions),
        .. Imbalance(measured.Conditions, labels),
        .. measured.Conditions.SelectMany(each => NoBetterThanMajority(each, labels)),
        .. Unclear(measured.Conditions),
    ];

    private static IEnumerable<string> SmallNumber(IReadOnlyList<MeasuredCondition> conditions)
    {
        ExampleMetric? smallest = conditions.Select(Accuracy).OfType<ExampleMetric>().MinBy(metric => metric.Examples.Count);
        if (smallest?.Estimate is not { Value: { } share, N: int n })
        {
            yield break;
        }

        double? detectable = DetectableDifference.Unpaired(n, share);
        if (detectable is null or > CoarseDifference)
        {
            yield return $"n = {n} is small: against other examples, " + (detectable is { } least
                ? $"a difference in {Words(smallest.Name)} of less than {CellFormat.Share.Of(least)} would likely go unseen"
                : $"no difference in {Words(smallest.Name)} would likely be seen");
        }
    }

    private static IEnumerable<string> Imbalance(IReadOnlyList<MeasuredCondition> conditions, IReadOnlyList<string> labels)
    {
        if (conditions.Select(condition => condition.Labels).MaxBy(each => each.Count) is not { Count: > 0 } largest)
        {
            yield break;
        }

        int classes = Math.Max(labels.Count, largest.Values.Max() + 1);
        (int Label, int Count)[] counts = [.. Enumerable.Range(0, classes).Select(label => (label, largest.Values.Count(each => each == label)))];
        (int Label, int Count) most = counts.MaxBy(each => each.Count), least = counts.MinBy(each => each.Count);
        if (most.Count >= ImbalanceRatio * least.Count)
        {
            yield return $"the classes are out of balance: {most.Count} of {largest.Count} examples are '{Label(most.Label, labels)}', "
                + $"{least.Count} '{Label(least.Label, labels)}'; read accuracy beside the majority baseline";
        }
    }

    private static IEnumerable<string> NoBetterThanMajority(MeasuredCondition condition, IReadOnlyList<string> labels)
    {
        if (condition.Labels.Count == 0 || Accuracy(condition)?.Estimate is not { Value: { } accuracy, Interval: { } interval, N: int n })
        {
            yield break;
        }

        IGrouping<int, int> majority = condition.Labels.Values.GroupBy(label => label).OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .First();
        double baseline = (double)majority.Count() / condition.Labels.Count;
        if (interval.Low <= baseline)
        {
            yield return $"{condition.Name}: accuracy {CellFormat.Share.Of(accuracy)} (n = {n}, {CellFormat.Share.Of(interval)}) is not shown to be better "
                + "than always "
                + $"answering '{Label(majority.Key, labels)}' ({CellFormat.Share.Of(baseline)})";
        }
    }

    private static IEnumerable<string> Unclear(IReadOnlyList<MeasuredCondition> conditions)
    {
        for (int i = 0; i < conditions.Count; i++)
        {
            for (int j = i + 1; j < conditions.Count; j++)
            {
                if (Accuracy(conditions[i]) is { } first && Accuracy(conditions[j]) is { } second
                    && MetricTest.Of(first, second, seed: 0) is { Difference.Value: { } difference and not 0, PValue: > Significance } test)
                {
                    yield return $"{conditions[j].Name} less {conditions[i].Name}: {CellFormat.Share.Of(difference)} in {Words(first.Name)} is no clear "
                        + "difference at n = "
                        + $"{test.N} (p = {CellFormat.ThreeDecimals.Of(test.PValue)}); " + (test.Detectable is { } least
                            ? $"from {CellFormat.Share.Of(least)} on it would likely be one"
                            : "the conditions disagree on too few examples for any to be");
                }
            }
        }
    }

    private static ExampleMetric? Accuracy(MeasuredCondition condition) => condition.Metrics.FirstOrDefault(metric => metric.IsShare);

    private static string Label(int label, IReadOnlyList<string> labels) =>
        label < labels.Count ? labels[label].Trim() : label.ToString(CultureInfo.InvariantCulture);

    private static string Words(string metric) => metric.Replace('_', ' ');
}
