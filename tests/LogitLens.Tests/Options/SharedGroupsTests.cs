using LogitLens.Options;

namespace LogitLens.Tests.Options;

public sealed class SharedGroupsTests
{
    [Fact]
    public void A_file_of_demonstrations_needs_shots()
    {
        var error = Assert.Throws<InputException>(() => new PromptOptions { DemosFile = "d.tsv" }.Validate());
        Assert.Contains("--shots is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_and_force_exclude_each_other()
    {
        var error = Assert.Throws<InputException>(() => new RunOptions { Resume = true, Force = true }.Validate());
        Assert.Contains("exclude each other", error.Message, StringComparison.Ordinal);
    }
}
