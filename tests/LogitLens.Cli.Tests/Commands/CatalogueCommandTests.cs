namespace LogitLens.Cli.Tests.Commands;

public sealed class CatalogueCommandTests
{
    [Fact]
    public void Datasets_come_with_their_origin_and_licence()
    {
        using Shell shell = new();

        Assert.Equal(ExitCode.Done, shell.Run("datasets", "--json"));

        JsonElement[] entries = [.. JsonDocument.Parse(shell.Out).RootElement.EnumerateArray()];
        Assert.Contains("reviews", entries.Select(entry => entry.GetProperty("name").GetString()));
        Assert.All(entries, entry => Assert.NotEqual("", entry.GetProperty("licence").GetString()));
    }

    [Fact]
    public void Models_say_where_they_are()
    {
        using Shell shell = new();

        Assert.Equal(ExitCode.Done, shell.Run("models", "--json"));

        JsonElement[] models = [.. JsonDocument.Parse(shell.Out).RootElement.EnumerateArray()];
        Assert.Equal(["tiny", "distilgpt2", "gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl"], models.Select(model => model.GetProperty("name").GetString()));
        Assert.EndsWith(Path.Combine("models", "tiny"), models[0].GetProperty("where").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fetching_what_comes_with_the_program_says_so()
    {
        using Shell shell = new();

        Assert.Equal(ExitCode.WrongUse, shell.Run("fetch", "reviews"));

        Assert.Contains("reviews comes with the program and needs no fetching", shell.Error, StringComparison.Ordinal);
    }
}
