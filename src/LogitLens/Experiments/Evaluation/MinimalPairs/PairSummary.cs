using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation;

/// <summary>Sums up the records of minimal pairs; a pure function of them.</summary>
internal static class PairSummary
{
    /// <summary>The summary.</summary>
    /// <param name="clusters">Each pair's cluster by its id; null where pairs are independent.</param>
    public static PairResult Of(IEnumerable<PairRecord> records, IReadOnlyDictionary<string, string>? clusters = null)
    {
        PairRecord[] all = [.. records];
        PairGroup[] paradigms = Groups(all, record => record.Paradigm, clusters);
        return new PairResult
        {
            Overall = Group("all", all, clusters),
            MeanOfParadigms = MeanInterval.Within([.. paradigms.Select(group => group.Accuracy.Value!.Value)], ValueRange.Share),
            Paradigms = paradigms,
            Phenomena = Groups([.. all.Where(record => record.Phenomenon is not null)], record => record.Phenomenon!, clusters),
        };
    }

    private static PairGroup[] Groups(PairRecord[] records, Func<PairRecord, string> by, IReadOnlyDictionary<string, string>? clusters) =>
        [.. records.GroupBy(by).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Group(group.Key, group, clusters))];

    // Grouping puts pairs in the order of their ids, so that sums do not depend on how batches were cut.
    private static PairGroup Group(string name, IEnumerable<PairRecord> records, IReadOnlyDictionary<string, string>? clusters)
    {
        ConditionGroup<PairRecord> pairs = ConditionGroups.OfOne(records, record => new RecordPlace("", record.Id, null), clusters);
        return new PairGroup(
            name, pairs.N, pairs.Share(record => record.Correct), pairs.Mean(record => record.GoodLogProb - record.BadLogProb, ValueRange.Any));
    }
}
