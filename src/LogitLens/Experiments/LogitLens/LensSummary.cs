using LogitLens.Experiments.Classification;
using LogitLens.Statistics;
using LogitLens.Statistics.Classification;
using LogitLens.Statistics.Comparisons;
using LogitLens.Statistics.Layers;

namespace LogitLens.Experiments.LogitLens;

/// <summary>Sums up the lens's records of a dataset; a pure function of them and the seed.</summary>
public sealed class LensSummary(IReadOnlyList<Condition> conditions, IReadOnlyList<string> labels, long seed)
{
    private const int DrawnExamples = 24;

    /// <summary>The summary.</summary>
    /// <param name="records">The records of all conditions.</param>
    /// <param name="chosen">Ids of examples to draw; empty for the clearest cases of overthinking.</param>
    public LogitLensResult Of(IEnumerable<LensRecord> records, IReadOnlyList<string> chosen)
    {
        ILookup<string, LensRecord> byCondition = records.ToLookup(record => record.Condition);
        LensRecord[][] groups =
        [
            .. conditions.Select(condition => byCondition[condition.Name].OrderBy(record => record.Example, StringComparer.Ordinal).ToArray()),
        ];
        LensRecord[] all = [.. groups.SelectMany(group => group)];
        return new LogitLensResult
        {
            LayerCount = all.Length == 0 ? 0 : all[0].Kl.Count,
            Labels = labels,
            Conditions = [.. conditions.Zip(groups, Summarise)],
            DemonstrationGaps = Gaps(groups),
            Comparisons = Compare(groups),
            Examples = Curves(all, chosen),
            Baselines = Baselines.Of(labels, [.. groups.MaxBy(group => group.Length)!.Select(record => record.Label)]),
        };
    }

    private ConditionSummary Summarise(Condition condition, LensRecord[] records)
    {
        int layers = records.Length == 0 ? 0 : records[0].Kl.Count;
        return new ConditionSummary(
            condition.Name,
            condition,
            records.Length,
            [.. Enumerable.Range(0, layers).Select(layer => Layer(layer, records))],
            Overthinking.Of(Right(records)),
            SettledLayer.Of([.. records.Select(record => Enumerable.Range(0, layers).Select(record.Predicted).ToArray())]),
            CalibrationAt(layers - 1, records));
    }

    private static LayerSummary Layer(int layer, LensRecord[] records)
    {
        Estimate Mean(Func<LensRecord, double> value) => MeanInterval.StudentT([.. records.Select(value)]);
        return new LayerSummary(
            layer,
            Proportion.Of([.. records.Select(record => record.Predicted(layer) == record.Label)]),
            Proportion.Of([.. records.Select(record => record.RightRank[layer] == 0)]),
            Mean(record => Math.Exp(record.LabelLogProbs[layer][record.Label])),
            Mean(record => record.ProbabilityAmongLabels(layer, record.Label)),
            Mean(record => record.RightRank[layer]),
            Mean(record => record.Kl[layer]),
            Mean(record => record.Entropy[layer]),
            CalibrationAt(layer, records).ExpectedCalibrationError);
    }

    private static Calibration CalibrationAt(int layer, LensRecord[] records) => Calibration.Of(
        [.. records.Select(record => record.ProbabilityAmongLabels(layer, record.Predicted(layer)))],
        [.. records.Select(record => record.Predicted(layer) == record.Label)]);

    private List<DemonstrationGap> Gaps(LensRecord[][] groups)
    {
        List<DemonstrationGap> gaps = [];
        foreach (int shots in conditions.Select(condition => condition.Shots).Distinct())
        {
            if (Find(groups, shots, Datasets.Prompts.DemonstrationLabels.Correct) is { } correct
                && Find(groups, shots, Datasets.Prompts.DemonstrationLabels.Incorrect) is { } incorrect)
            {
                (LensRecord[] a, LensRecord[] b) = Shared(correct, incorrect);
                gaps.Add(new DemonstrationGap(shots, CriticalLayer.Of(Right(a), Right(b), seed)));
            }
        }

        return gaps;
    }

    private LensRecord[]? Find(LensRecord[][] groups, int shots, Datasets.Prompts.DemonstrationLabels kind)
    {
        int index = conditions.ToList().FindIndex(condition => condition.Shots == shots && condition.Demos == kind);
        return index < 0 ? null : groups[index];
    }

    private ConditionComparison[] Compare(LensRecord[][] groups)
    {
        Dictionary<string, LensRecord[]> byName = conditions.Zip(groups).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        IReadOnlyList<ConditionDifference> accuracies = ConditionDifference.Between([.. byName.Select(pair =>
            new ConditionOutcomes(pair.Key, pair.Value.ToDictionary(record => record.Example, IsRightAtLast)))]);
        return [.. accuracies.Select(pair =>
        {
            (LensRecord[] first, LensRecord[] second) = Shared(byName[pair.First], byName[pair.Second]);
            var difference = PairedBootstrap.Of([.. first.Select(FinalProbability)], [.. second.Select(FinalProbability)], seed);
            return new ConditionComparison(pair.First, pair.Second, pair.N, pair.Accuracy, pair.AdjustedPValue, difference);
        })];
    }

    // Both in the order of the first, restricted to examples that both have.
    private static (LensRecord[] First, LensRecord[] Second) Shared(LensRecord[] first, LensRecord[] second)
    {
        Dictionary<string, LensRecord> known = second.ToDictionary(record => record.Example);
        LensRecord[] both = [.. first.Where(record => known.ContainsKey(record.Example))];
        return (both, [.. both.Select(record => known[record.Example])]);
    }

    private List<ExampleCurve> Curves(LensRecord[] all, IReadOnlyList<string> chosen)
    {
        IEnumerable<LensRecord> drawn = chosen.Count > 0
            ? all.Where(record => chosen.Contains(record.Example))
            : all.Where(record => Overthinking.IsOverthought(RightByLayer(record))).OrderByDescending(Lost).ThenBy(record => record.Id, StringComparer.Ordinal)
                .Take(DrawnExamples);
        return [.. drawn.Select(record => new ExampleCurve(record.Condition, record.Example, labels[record.Label], Curve(record)))];
    }

    // How much probability of the right label the later layers take away.
    private static double Lost(LensRecord record)
    {
        double[] curve = Curve(record);
        return curve.Max() - curve[^1];
    }

    private static double[] Curve(LensRecord record) =>
        [.. Enumerable.Range(0, record.Kl.Count).Select(layer => record.ProbabilityAmongLabels(layer, record.Label))];

    private static bool[][] Right(LensRecord[] records) => [.. records.Select(RightByLayer)];

    private static bool[] RightByLayer(LensRecord record) =>
        [.. Enumerable.Range(0, record.Kl.Count).Select(layer => record.Predicted(layer) == record.Label)];

    private static bool IsRightAtLast(LensRecord record) => record.Predicted(record.Kl.Count - 1) == record.Label;

    private static double FinalProbability(LensRecord record) => record.ProbabilityAmongLabels(record.Kl.Count - 1, record.Label);
}
