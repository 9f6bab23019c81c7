using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Catalogue;

public class DatasetFoldersTests
{
    [Theory]
    [InlineData("/data", "/xdg", "/home/ada", "/data")]
    [InlineData(null, "/xdg", "/home/ada", "/xdg/interp/datasets")]
    [InlineData("", "", "/home/ada", "/home/ada/.cache/interp/datasets")]
    public void The_cache_is_where_the_environment_says(string? own, string? xdg, string? home, string expected)
    {
        Dictionary<string, string?> environment = new() { ["INTERP_DATA"] = own, ["XDG_CACHE_HOME"] = xdg, ["HOME"] = home };

        Assert.Equal(expected, DatasetFolders.Cache(name => environment[name]));
    }

    [Fact]
    public void Bundled_sets_are_in_the_nearest_datasets_folder_upwards()
    {
        using TemporaryFolder folder = new();
        folder.Write("datasets/reviews/dev.tsv", "sentence\tlabel\n");
        folder.Write("src/bin/datasets/other.txt", "");

        Assert.Equal(folder.File("datasets"), DatasetFolders.Bundled(folder.File("src/bin/net10.0")));
    }
}
