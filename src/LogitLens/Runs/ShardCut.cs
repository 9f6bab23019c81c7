namespace LogitLens.Runs;

/// <summary>Divides batches between shards so that each has like work, the same way wherever it is asked.</summary>
internal static class ShardCut
{
    /// <summary>
    /// Each batch goes to the shard that has the least so far, the heaviest batch first: no shard has more than another but by one batch's work.
    /// </summary>
    /// <param name="work">The work of each batch: its tokens, or what else it takes time by.</param>
    /// <returns>The shard of each batch, from 0.</returns>
    public static int[] Of(IReadOnlyList<long> work, int shards)
    {
        int[] shardOf = new int[work.Count];
        PriorityQueue<int, (long Work, int Shard)> least = new(Enumerable.Range(0, shards).Select(shard => (shard, (0L, shard))));
        foreach (int batch in Enumerable.Range(0, work.Count).OrderByDescending(batch => work[batch]))
        {
            least.TryDequeue(out int shard, out (long Work, int Shard) has);
            shardOf[batch] = shard;
            least.Enqueue(shard, (has.Work + Math.Max(1, work[batch]), shard));
        }

        return shardOf;
    }
}
