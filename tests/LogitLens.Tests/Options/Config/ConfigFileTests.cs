using LogitLens.Options;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Options;

public sealed class ConfigFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_without_a_matrix_is_one_run()
    {
        ConfigFile config = Load("""
            {
              // comments and trailing commas are fine
              "$schema": "interp.schema.json",
              "command": "logit-lens", "model": "gpt2", "shots": [0, 1],
            }
            """);

        Assert.Equal("logit-lens", config.Command);
        ConfigRun run = Assert.Single(config.Runs);
        Assert.Empty(run.Axes);
        Assert.Equal(["model", "shots"], run.Values.Keys);
    }

    [Fact]
    public void A_matrix_makes_a_run_of_each_combination_the_last_axis_fastest()
    {
        ConfigFile config = Load("""{"command": "c", "seed": 3, "matrix": {"model": ["a", "b/c"], "shots": [0, [1, 2]]}}""");

        string[] names = ["model=a_shots=0", "model=a_shots=1+2", "model=b-c_shots=0", "model=b-c_shots=1+2"];
        Assert.Equal(names, config.Runs.Select(r => r.FolderName));
        Assert.All(config.Runs, run => Assert.Equal("3", run.Values["seed"].GetRawText()));
        Assert.Equal("[1,2]", config.Runs[3].Values["shots"].GetRawText().Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void An_axis_of_objects_sets_several_options_at_once()
    {
        ConfigFile config = Load("""{"command": "c", "matrix": {"data": [{"dataset": "sst2"}, {"dataset": "imdb", "limit": 100}]}}""");

        Assert.Equal(["dataset"], config.Runs[0].Values.Keys);
        Assert.Equal(["dataset", "limit"], config.Runs[1].Values.Keys);
        Assert.Equal(("data", "imdb+100"), config.Runs[1].Axes[0]);
    }

    [Theory]
    [InlineData("[]", "a config file is an object with a \"command\"")]
    [InlineData("""{"model": "gpt2"}""", "a config file is an object with a \"command\"")]
    [InlineData("""{"command": "c", "matrix": [1]}""", "matrix is an object of option names and lists of values")]
    [InlineData("""{"command": "c", "matrix": {"model": "gpt2"}}""", "matrix.model needs a list of at least one value")]
    [InlineData("""{"command": "c", "matrix": {"model": []}}""", "matrix.model needs a list of at least one value")]
    [InlineData("""{"command": "c", "model": "a", "matrix": {"model": ["b"]}}""", "model is set twice")]
    [InlineData("{\n\"command\": \"c\",\n\"model\" 3}", "not JSON, line 3")]
    [InlineData("""{"command": "c", "seed": 1, "seed": 2}""", "Duplicate property 'seed'")]
    [InlineData("""{"command": "c", "\ud800": 1}""", "a name or a text is not Unicode")]
    [InlineData("""{"command": "\ud800"}""", "a name or a text is not Unicode")]
    [InlineData("""{"command": "c", "matrix": {"data": [{"dataset": "\ud800"}]}}""", "a name or a text is not Unicode")]
    public void A_wrong_file_is_one_line_that_says_so(string json, string message)
    {
        InputException error = Assert.Throws<InputException>(() => Load(json));
        Assert.StartsWith(_folder.File("c.json") + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 10_000)]
    [InlineData(9, null)]
    public void A_matrix_has_no_more_combinations_than_anyone_runs(int axes, int? runs)
    {
        string matrix = string.Join(',', Enumerable.Range(0, axes).Select(axis => $"\"axis{axis}\": [{string.Join(',', Enumerable.Range(0, 10))}]"));
        string path = _folder.Write("c.json", $"{{\"command\": \"c\", \"matrix\": {{{matrix}}}}}");

        if (runs is { } count)
        {
            Assert.Equal(count, ConfigFile.Load(path).Runs.Count);
        }
        else
        {
            Assert.Contains("more than 10,000 combinations", Assert.Throws<InputException>(() => ConfigFile.Load(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        InputException error = Assert.Throws<InputException>(() => ConfigFile.Load(_folder.File("nowhere.json")));
        Assert.EndsWith("there is no such config file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_config_file() => Assert.Equal(
        $"{_folder.Path} is a folder; a config file is expected", Assert.Throws<InputException>(() => ConfigFile.Load(_folder.Path)).Message);

    private ConfigFile Load(string json) => ConfigFile.Load(_folder.Write("c.json", json));
}
