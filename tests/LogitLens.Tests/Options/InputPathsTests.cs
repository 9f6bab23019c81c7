using LogitLens.Experiments;
using LogitLens.Options;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Options;

public sealed class InputPathsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_path_in_a_config_file_is_looked_for_beside_the_file()
    {
        string there = _folder.Write("data/rows.csv", "text,label\n");

        Assert.Equal(there, Read<Settings>("""{"command": "x", "file": "data/rows.csv"}""").File);
    }

    [Fact]
    public void What_is_not_beside_the_file_is_left_as_it_stands() =>
        Assert.Equal("data/rows.csv", Read<Settings>("""{"command": "x", "file": "data/rows.csv"}""").File);

    [Fact]
    public void A_name_is_no_path_though_a_folder_is_called_so()
    {
        _folder.Write("gpt2/config.json", "{}");

        Assert.Equal("gpt2", Read<Settings>("""{"command": "x", "file": "gpt2"}""").File);
        Assert.Equal(_folder.File("gpt2"), Read<Settings>("""{"command": "x", "file": "./gpt2"}""").File);
    }

    [Fact]
    public void Each_path_of_a_list_and_of_a_value_that_names_files_is_looked_for()
    {
        string one = _folder.Write("a.csv", ""), other = _folder.Write("b/c.csv", "");

        Assert.Equal([one, "dev", other], Read<Settings>("""{"command": "x", "files": ["a.csv", "dev", "b/c.csv"]}""").Files);
        Assert.Equal(one, Read<Settings>("""{"command": "x", "apart": "a.csv"}""").Apart?.Name);
    }

    [Fact]
    public void What_is_not_read_is_not_looked_for()
    {
        _folder.Write("out/run.json", "{}");

        Assert.Equal("./out", Read<Settings>("""{"command": "x", "output": "./out"}""").Output);
    }

    private T Read<T>(string config)
        where T : new()
    {
        ConfigFile file = ConfigFile.Load(_folder.Write("config.json", config));
        OptionValues values = new(OptionSet.Of<T>());
        foreach ((string name, JsonElement value) in file.Runs[0].Values)
        {
            values.SetFrom(file, name, value);
        }

        return (T)values.Build();
    }

    internal sealed record Settings
    {
        [Option("file", "What is read", Input = true)]
        public string? File { get; init; }

        [Option("files", "What else is read", Input = true)]
        public IReadOnlyList<string> Files { get; init; } = [];

        [Option("apart", "What is kept apart", Input = true)]
        public ApartChoice? Apart { get; init; }

        [Option("output", "Where it goes")]
        public string? Output { get; init; }
    }
}
