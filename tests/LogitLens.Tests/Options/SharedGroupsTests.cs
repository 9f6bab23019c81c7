using LogitLens.Options;

namespace LogitLens.Tests.Options;

public sealed class SharedGroupsTests
{
    [Fact]
    public void A_file_of_demonstrations_needs_shots() =>
        Assert.Contains("--shots is 0", Assert.Throws<InputException>(() => new PromptOptions { DemosFile = "d.tsv" }.Validate()).Message, StringComparison.Ordinal);

    [Fact]
    public void Resume_and_force_exclude_each_other() =>
        Assert.Contains("exclude each other", Assert.Throws<InputException>(() => new RunOptions { Resume = true, Force = true }.Validate()).Message, StringComparison.Ordinal);
}
