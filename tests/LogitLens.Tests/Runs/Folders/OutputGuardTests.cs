using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Folders;

/// <summary>An output is never an input.</summary>
public sealed class OutputGuardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_merge_into_one_of_its_shards_is_refused_and_the_shard_stays()
    {
        string[] shards = [.. Enumerable.Range(1, 2).Select(i => FakeRuns.Run(_folder.File($"shard{i}"), shard: new Shard(i, 2)).Folder)];
        Dictionary<string, string> before = FakeRuns.Contents(shards[0]);

        InputException error = Assert.Throws<InputException>(() => new ExperimentRegistry([FakeExperiment.Kind()])
            .Merge(shards, new RunOptions { Output = shards[0], Force = true }, ["merge"], new RunSession()));

        Assert.Contains("which the run reads: an output is never an input", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, FakeRuns.Contents(shards[0]));
    }

    [Theory]
    [InlineData("data.csv")]
    [InlineData("in/data.csv")]
    public void A_folder_that_holds_the_data_is_refused(string data)
    {
        FakeRuns.Run(_folder.File("run"));
        FakeOptions options = new() { Dataset = _folder.Write("run/" + data, "text"), Run = new RunOptions { Output = _folder.File("run"), Force = true } };

        InputException error = Assert.Throws<InputException>(() => FakeExperiment.Kind().Run(options, [], new RunSession()));

        Assert.Contains($"holds {options.Dataset}, which the run reads", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_hides_nothing()
    {
        string data = Directory.CreateDirectory(_folder.File("data")).FullName;
        string link = Directory.CreateSymbolicLink(_folder.File("link"), data).FullName;
        string inner = Directory.CreateSymbolicLink(_folder.File("second"), "link").FullName;
        _folder.Write("data/set.csv", "text");

        Assert.Throws<InputException>(() => OutputGuard.Require(link, [_folder.File("data/set.csv")]));
        Assert.Throws<InputException>(() => OutputGuard.Require(data, [Path.Combine(inner, "set.csv")]));
        OutputGuard.Require(_folder.File("elsewhere"), [Path.Combine(inner, "set.csv")]);
    }

    [Fact]
    public void A_folder_whose_name_begins_alike_is_another() => OutputGuard.Require(_folder.File("run"), [_folder.File("run-2")]);

    [Fact]
    public void A_file_of_a_folder_that_is_read_is_not_replaced()
    {
        string weights = _folder.Write("model/model.safetensors", "precious");

        Assert.Throws<InputException>(() => OutputGuard.RequireFile(weights, [_folder.File("model")]));
        OutputGuard.RequireFile(_folder.File("model/new.safetensors"), [_folder.File("model")]);
    }
}
