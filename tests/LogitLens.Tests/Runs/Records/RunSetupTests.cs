using System.Text.Json.Nodes;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Records;

public sealed class RunSetupTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_stands_in_the_folder_before_the_first_batch()
    {
        string path = _folder.File("run");
        bool there = false;
        FakeRuns.Run(path, hooks: new FakeHooks { Setup = () => 0.25, Computing = _ => there = File.Exists(Path.Combine(path, "setup.json")) });

        Assert.True(there);
        Assert.Equal(0.25, JsonNode.Parse(File.ReadAllText(Path.Combine(path, "setup.json")))!["shift"]!.GetValue<double>());
    }

    [Fact]
    public void A_resumed_run_goes_on_with_it_and_does_not_find_it_again()
    {
        FakeRuns.Run(_folder.File("whole"), hooks: new FakeHooks { Setup = () => 0.25 });
        string broken = _folder.File("broken");
        Assert.Throws<TimeoutException>(() => FakeRuns.Run(broken, hooks: FakeRuns.FailAt(3, new TimeoutException()) with { Setup = () => 0.25 }));

        FakeRuns.Run(broken, resume: true, hooks: new FakeHooks { Setup = () => throw new InvalidOperationException("found twice") });

        Assert.Equal(FakeRuns.Contents(_folder.File("whole")), FakeRuns.Contents(broken));
    }

    [Fact]
    public void Records_whose_setup_is_gone_are_not_resumed()
    {
        string broken = _folder.File("broken");
        Assert.Throws<TimeoutException>(() => FakeRuns.Run(broken, hooks: FakeRuns.FailAt(3, new TimeoutException()) with { Setup = () => 0.25 }));
        File.Delete(Path.Combine(broken, "setup.json"));

        InputException error = Assert.Throws<InputException>(() => FakeRuns.Run(broken, resume: true, hooks: new FakeHooks { Setup = () => 0.25 }));

        Assert.Contains("setup.json is missing, which the records were computed by; --force begins anew", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_takes_it_over_where_the_shards_differ_by_rounding_alone()
    {
        FakeRuns.Run(_folder.File("whole"), hooks: new FakeHooks { Setup = () => 0.25 });

        Merge(0.25, 0.25 * (1 + 1e-7));

        Assert.Equal(File.ReadAllText(_folder.File("whole/setup.json")), File.ReadAllText(_folder.File("merged/setup.json")));
    }

    [Theory]
    [InlineData(0.25, 0.3, "0.25 and 0.3")]
    [InlineData(5e-5, -5e-5, "5E-05 and -5E-05")]
    public void Shards_of_different_setups_are_refused(double first, double second, string both)
    {
        InputException error = Assert.Throws<InputException>(() => Merge(first, second));
        Assert.Contains($"{both}): the shards measured different things", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("merged")));
    }

    private void Merge(params double[] shifts)
    {
        string[] shards = [.. shifts.Select((shift, index) =>
            FakeRuns.Run(_folder.File($"shard{index}"), shard: new Shard(index + 1, shifts.Length), hooks: new FakeHooks { Setup = () => shift }).Folder)];
        new ExperimentRegistry([FakeExperiment.Kind(new FakeHooks { Setup = () => throw new InvalidOperationException("a merge finds nothing out") })])
            .Merge(shards, new RunOptions { Output = _folder.File("merged") }, ["merge"], new RunSession());
    }
}
