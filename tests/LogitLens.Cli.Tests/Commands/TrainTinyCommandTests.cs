using LogitLens.Cli.CommandLine;

namespace LogitLens.Cli.Tests.Commands;

public sealed class TrainTinyCommandTests
{
    [Fact]
    public void One_step_writes_a_whole_model_folder()
    {
        using Shell shell = new();

        Assert.Equal(ExitCode.Done, shell.Run("train-tiny", "--output", shell.File("tiny"), "--steps", "1"));

        Assert.Equal(
            ["README.md", "config.json", "merges.txt", "model.safetensors", "vocab.json"],
            Directory.GetFiles(shell.File("tiny")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("parameters", shell.Out);
    }

    [Fact]
    public void A_folder_with_something_in_it_is_left_alone()
    {
        using Shell shell = new();
        shell.Write("tiny/model.safetensors", "precious");

        Assert.Equal(ExitCode.WrongUse, shell.Run("train-tiny", "--output", shell.File("tiny")));

        Assert.Contains("is not empty", shell.Error);
        Assert.Equal("precious", File.ReadAllText(shell.File("tiny/model.safetensors")));
    }

    [Fact]
    public void A_file_is_no_folder()
    {
        using Shell shell = new();
        shell.Write("tiny", "");

        Assert.Equal(ExitCode.WrongUse, shell.Run("train-tiny", "--output", shell.File("tiny"), "--force"));

        Assert.Contains("is a file", shell.Error);
    }
}
