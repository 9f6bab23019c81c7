using FsCheck;
using FsCheck.Fluent;
using LogitLens.Runs;

namespace LogitLens.Tests.Runs;

public sealed class ShardCutTests
{
    [Fact]
    public void The_heaviest_batches_go_first_each_to_the_shard_with_least() =>

        // 9, 7 and 6 one each; 4 to the 6, 2 to the 7, and 1 to the first of the two that then have 9.
        Assert.Equal([0, 1, 2, 2, 1, 0], ShardCut.Of([9, 7, 6, 4, 2, 1], 3));

    [Fact]
    public void No_shard_has_more_than_another_but_by_one_batch() => Prop.ForAll<PositiveInt[], PositiveInt>((batches, count) =>
    {
        long[] work = [.. batches.Select(batch => (long)batch.Get)];
        int shards = Math.Min(count.Get, 20);
        int[] shardOf = ShardCut.Of(work, shards);
        long[] sums = [.. Enumerable.Range(0, shards).Select(shard => work.Where((_, batch) => shardOf[batch] == shard).Sum())];
        return shardOf.All(shard => shard >= 0 && shard < shards) && sums.Max() - sums.Min() <= work.DefaultIfEmpty().Max();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Batches_whose_work_is_not_known_count_alike() => Assert.Equal([0, 1, 0, 1], ShardCut.Of([0, 0, 0, 0], 2));
}
