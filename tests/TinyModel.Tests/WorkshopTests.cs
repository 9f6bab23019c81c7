using LogitLens.Engine;
using LogitLens.TestSupport;

namespace TinyModel.Tests;

[Collection(SequentialTests.Name)]
public sealed class WorkshopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    public WorkshopTests() => TorchEngine.Start();

    public void Dispose()
    {
        _folder.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void One_step_writes_a_whole_model_folder()
    {
        Assert.Equal(0, Run("model", "--output", _folder.File("tiny"), "--steps", "1"));

        Assert.Equal(
            ["README.md", "config.json", "merges.txt", "model.safetensors", "vocab.json"],
            Directory.GetFiles(_folder.File("tiny")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("parameters", _out.ToString());
        Assert.StartsWith("writing the text", _error.ToString());
    }

    [Fact]
    public void A_folder_with_something_in_it_is_left_alone()
    {
        Directory.CreateDirectory(_folder.File("tiny"));
        File.WriteAllText(_folder.File("tiny/model.safetensors"), "precious");

        Assert.Equal(2, Run("model", "--output", _folder.File("tiny")));

        Assert.Contains("is not empty", _error.ToString());
        Assert.Equal("precious", File.ReadAllText(_folder.File("tiny/model.safetensors")));
    }

    [Theory]
    [InlineData("model", "--force")]
    [InlineData("datasets")]
    public void A_file_is_no_folder(params string[] arguments)
    {
        File.WriteAllText(_folder.File("tiny"), "");

        Assert.Equal(2, Run([.. arguments, "--output", _folder.File("tiny")]));

        Assert.Contains("is a file", _error.ToString());
    }

    [Theory]
    [InlineData("--steps", "0", "--steps must be at least 1")]
    [InlineData("--threads", "0", "--threads must be at least 1")]
    [InlineData("--seed", "-1", "--seed must be at least 0")]
    public void Numbers_have_a_least(string option, string value, string message)
    {
        Assert.Equal(2, Run("model", "--output", _folder.File("tiny"), option, value));

        Assert.Contains(message, _error.ToString());
    }

    [Fact]
    public void Datasets_are_written_below_the_folder()
    {
        Assert.Equal(0, Run("datasets", "--output", _folder.File("sets")));

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(SharedFiles.RepositoryRoot, "datasets", "tweets", "test.csv")),
            File.ReadAllBytes(_folder.File("sets/tweets/test.csv")));
    }

    private int Run(params string[] arguments) => Workshop.Run(arguments, _out, _error);
}
