using LogitLens.Experiments;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Inputs;

public sealed class ShownNameTests
{
    [Theory]
    [InlineData("tiny", "tiny")]
    [InlineData("openai-community/gpt2@main", "openai-community/gpt2@main")]
    [InlineData("/models/mine", "mine")]
    [InlineData("/models/mine/", "mine")]
    public void A_path_is_called_by_its_last_part_and_a_name_by_itself(string given, string shown) => Assert.Equal(shown, ShownName.Of(given));

    [Fact]
    public void A_relative_path_to_what_exists_is_a_path()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("rows.tsv"), "");

        Assert.Equal("rows.tsv", ShownName.Of(Path.GetRelativePath(Environment.CurrentDirectory, folder.File("rows.tsv"))));
    }
}
