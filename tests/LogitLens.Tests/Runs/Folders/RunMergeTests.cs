using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Folders;

public sealed class RunMergeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Merged_shards_equal_the_whole_run(int count)
    {
        FakeRuns.Run(_folder.File("whole"));
        string[] shards = [.. Enumerable.Range(1, count).Select(i => RunShard(i, count)).Reverse()];

        Merge(shards);

        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(_folder.File("merged")));
        Assert.Equal(RunState.Done, RunManifest.Load(_folder.File("merged")).State);
        Assert.Null(RunManifest.Load(_folder.File("merged")).Options["shard"]);
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        InputException error = Assert.Throws<InputException>(() => Merge(RunShard(1, 3), RunShard(3, 3)));
        Assert.Equal("shard 2/3 is missing; give its folder as well", error.Message);
        error = Assert.Throws<InputException>(() => Merge(RunShard(2, 4)));
        Assert.Equal("shards 1/4, 3/4, 4/4 are missing; give their folders as well", error.Message);
    }

    [Fact]
    public void A_shard_given_twice_is_named()
    {
        string one = RunShard(1, 2);
        InputException error = Assert.Throws<InputException>(() => Merge(one, one));
        Assert.Contains("are the same shard, 1/2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_of_different_options_are_refused_with_the_difference()
    {
        InputException error = Assert.Throws<InputException>(() => Merge(RunShard(1, 2), RunShard(2, 2, seed: 1)));
        Assert.Contains("of different runs: seed is 1 and 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shards_cut_differently_are_refused()
    {
        InputException error = Assert.Throws<InputException>(() => Merge(RunShard(1, 2), RunShard(2, 3)));
        Assert.Contains("they are cut differently", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_run_is_no_shard()
    {
        FakeRuns.Run(_folder.File("whole"));
        InputException error = Assert.Throws<InputException>(() => Merge(_folder.File("whole")));
        Assert.Contains("is a whole run, not a shard", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unfinished_shard_is_refused()
    {
        string path = _folder.File("broken");
        Assert.Throws<TimeoutException>(
            () => FakeRuns.Run(path, shard: new Shard(1, 1), hooks: FakeRuns.FailAt(1, new TimeoutException())));

        InputException error = Assert.Throws<InputException>(() => Merge(path));

        Assert.Contains("is not done: go on with it by --resume first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_that_lost_a_record_is_refused_and_leaves_no_merged_folder()
    {
        string path = RunShard(1, 1);
        string records = Path.Combine(path, "records.jsonl");
        File.WriteAllLines(records, File.ReadAllLines(records).Where((_, line) => line != 3));

        InputException error = Assert.Throws<InputException>(() => Merge(path));

        Assert.Contains("lines 1 to 4: the records are not those that the run wrote", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("merged")));
    }

    [Fact]
    public void A_shard_without_checksums_that_lost_a_record_is_refused_by_the_plan()
    {
        string path = RunShard(1, 1);
        string records = Path.Combine(path, "records.jsonl");
        File.WriteAllLines(records, File.ReadAllLines(records).Where((_, line) => line != 3));
        File.Delete(Path.Combine(path, "checksums.jsonl"));

        InputException error = Assert.Throws<InputException>(() => Merge(path));

        Assert.Contains("has a record of 'example-4' where that of 'example-3' belongs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_shards_than_batches_leave_some_with_nothing_to_do()
    {
        InputException error = Assert.Throws<InputException>(() => RunShard(9, 9));
        Assert.Contains("shard 9/9 has nothing to do: shards take whole batches, and there are 8 of them", error.Message, StringComparison.Ordinal);
    }

    private string RunShard(int number, int count, int seed = 0)
    {
        string path = _folder.File($"shard-{number}-of-{count}-{seed}");
        FakeRuns.Run(path, shard: new Shard(number, count), seed: seed);
        return path;
    }

    private void Merge(params string[] folders) => new ExperimentRegistry([FakeExperiment.Kind()])
        .Merge(folders, new RunOptions { Output = _folder.File("merged") }, ["merge"], new RunSession());
}
