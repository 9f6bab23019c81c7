using LogitLens.Datasets;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Lens;

/// <summary>Sums up the lens's records of a dataset; a pure function of them and the seed.</summary>
/// <param name="clusterOf">Each example's cluster by its id; null where examples are independent.</param>
internal sealed class LensSummary(
    IReadOnlyList<Condition> conditions, IReadOnlyList<string> labels, long seed, IReadOnlyDictionary<string, string>? clusterOf = null)
{
    private const int DrawnExamples = 24;
    private const double Alpha = 0.05;

    /// <summary>The summary.</summary>
    /// <param name="chosen">Ids of examples to draw; empty for the clearest cases of overthinking.</param>
    public LogitLensResult Of(IEnumerable<LensRecord> records, IReadOnlyList<string> chosen)
    {
        IReadOnlyList<ConditionGroup<LensRecord>> groups = ConditionGroups.Of(conditions, records, clusterOf);
        LensRecord[] all = [.. groups.SelectMany(group => group.All)];
        return new LogitLensResult
        {
            LayerCount = all.Length == 0 ? 0 : all[0].Kl.Count,
            Labels = labels,
            Conditions = [.. groups.Select(Summarise)],
            DemonstrationGaps = Gaps(groups),
            Comparisons = Compare(groups),
            Examples = Curves(all, chosen),
            Baselines = Baselines.Of(labels, [.. groups.MaxBy(group => group.N)!.ByDraw[0].Select(record => record.Label)]),
        };
    }

    private static ConditionSummary Summarise(ConditionGroup<LensRecord> group)
    {
        IReadOnlyList<LensRecord> all = group.All;
        int layers = all.Count == 0 ? 0 : all[0].Kl.Count;
        return new ConditionSummary(
            group.Condition.Name,
            group.Condition,
            group.N,
            [.. Enumerable.Range(0, layers).Select(layer => Layer(layer, group, all))],
            new Overthinking(
                group.Share(IsOverthought),
                group.ShareAmong(record => !IsRightAtLast(record), IsOverthought),
                [.. Enumerable.Range(0, layers).Select(layer => group.Share(record => IsRight(record, layer) && !IsRightAtLast(record)))]),
            SettledLayer.Of([.. all.Select(Predictions)]) with
            {
                Mean = group.Mean(record => SettledLayer.Of(Predictions(record))!.Value, new ValueRange(0, layers - 1)),
            },
            CalibrationAt(layers - 1, all))
        {
            AccuracyByDraw = group.ShareByDraw(IsRightAtLast),
        };
    }

    private static LayerSummary Layer(int layer, ConditionGroup<LensRecord> group, IReadOnlyList<LensRecord> all) => new(
        layer,
        group.Share(record => IsRight(record, layer)),
        group.Share(record => record.RightRank[layer] == 0),
        group.Mean(record => Math.Exp(record.LabelLogProbs[layer][record.Label]), ValueRange.Share),
        group.Mean(record => record.ProbabilityAmongLabels(layer, record.Label), ValueRange.Share),
        group.Mean(record => record.RightRank[layer], ValueRange.NonNegative),
        group.Mean(record => record.Kl[layer], ValueRange.NonNegative),
        group.Mean(record => record.Entropy[layer], ValueRange.NonNegative),
        CalibrationAt(layer, all).ExpectedCalibrationError);

    private static Calibration CalibrationAt(int layer, IReadOnlyList<LensRecord> records) => Calibration.Of(
        [.. records.Select(record => record.ProbabilityAmongLabels(layer, record.Predicted(layer)))],
        [.. records.Select(record => record.Predicted(layer) == record.Label)]);

    private List<DemonstrationGap> Gaps(IReadOnlyList<ConditionGroup<LensRecord>> groups)
    {
        List<DemonstrationGap> gaps = [];
        foreach (int shots in conditions.Select(condition => condition.Shots).Distinct())
        {
            if (Find(groups, shots, DemonstrationLabels.Correct) is { } correct && Find(groups, shots, DemonstrationLabels.Incorrect) is { } incorrect)
            {
                gaps.Add(Gap(shots, correct, incorrect));
            }
        }

        return gaps;
    }

    private DemonstrationGap Gap(int shots, ConditionGroup<LensRecord> correct, ConditionGroup<LensRecord> incorrect)
    {
        (ConditionGroup<LensRecord> a, ConditionGroup<LensRecord> b) = correct.Shared(incorrect);
        double? p = a.Compare(b, IsRightAtLast).Test.PValue;
        CriticalLayer layer = CriticalLayer.Of(Right(a), Right(b), seed, a.Clusters);

        // Half of a gap that may be none lies anywhere.
        return new DemonstrationGap(shots, p < Alpha ? layer : layer with { Layer = new Estimate(null, null, layer.Layer.N) }, p);
    }

    private static ConditionGroup<LensRecord>? Find(IReadOnlyList<ConditionGroup<LensRecord>> groups, int shots, DemonstrationLabels kind) =>
        groups.FirstOrDefault(group => group.Condition.Shots == shots && group.Condition.Demos == kind);

    private ConditionComparison[] Compare(IReadOnlyList<ConditionGroup<LensRecord>> groups)
    {
        Dictionary<string, ConditionGroup<LensRecord>> byName = groups.ToDictionary(group => group.Condition.Name);
        return [.. ConditionDifference.Between(groups, IsRightAtLast).Select(pair =>
        {
            (ConditionGroup<LensRecord> first, ConditionGroup<LensRecord> second) = byName[pair.First].Shared(byName[pair.Second]);
            PairedBootstrap difference = PairedBootstrap.Of(
                first.Values(FinalProbability), second.Values(FinalProbability), first.Clusters, ValueRange.ShareDifference, seed);
            return new ConditionComparison(pair.First, pair.Second, pair.N, pair.Accuracy, pair.AdjustedPValue, difference) { Test = pair.Test };
        })];
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

    private static IReadOnlyList<bool[][]> Right(ConditionGroup<LensRecord> group) =>
        [.. group.ByDraw.Select(draw => Array.ConvertAll(draw, RightByLayer))];

    private static bool[] RightByLayer(LensRecord record) =>
        [.. Enumerable.Range(0, record.Kl.Count).Select(layer => IsRight(record, layer))];

    private static int[] Predictions(LensRecord record) => [.. Enumerable.Range(0, record.Kl.Count).Select(record.Predicted)];

    private static bool IsRight(LensRecord record, int layer) => record.Predicted(layer) == record.Label;

    private static bool IsOverthought(LensRecord record) => Overthinking.IsOverthought(RightByLayer(record));

    private static bool IsRightAtLast(LensRecord record) => IsRight(record, record.Kl.Count - 1);

    private static double FinalProbability(LensRecord record) => record.ProbabilityAmongLabels(record.Kl.Count - 1, record.Label);
}
