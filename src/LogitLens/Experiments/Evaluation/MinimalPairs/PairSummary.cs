using LogitLens.Statistics;
using LogitLens.Statistics.Sampling;

namespace LogitLens.Experiments.Evaluation.MinimalPairs;

/// <summary>Sums up the records of minimal pairs; a pure function of them.</summary>
public static class PairSummary
{
    /// <summary>The summary.</summary>
    public static PairResult Of(IEnumerable<PairRecord> records)
    {
        PairRecord[] all = [.. records];
        PairGroup[] paradigms = Groups(all, record => record.Paradigm);
        return new PairResult
        {
            Overall = Group("all", all),
            MeanOfParadigms = MeanInterval.Within([.. paradigms.Select(group => group.Accuracy.Value!.Value)], ValueRange.Share),
            Paradigms = paradigms,
            Phenomena = Groups([.. all.Where(record => record.Phenomenon is not null)], record => record.Phenomenon!),
        };
    }

    private static PairGroup[] Groups(PairRecord[] records, Func<PairRecord, string> by) =>
        [.. records.GroupBy(by).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Group(group.Key, [.. group]))];

    private static PairGroup Group(string name, PairRecord[] records)
    {
        // In the order of the ids, so that sums do not depend on how batches were cut.
        double[] margins = [.. records.OrderBy(record => record.Id, StringComparer.Ordinal).Select(record => record.GoodLogProb - record.BadLogProb)];
        return new PairGroup(name, records.Length, Proportion.Of([.. records.Select(record => record.Correct)]), MeanInterval.StudentT(margins));
    }
}
