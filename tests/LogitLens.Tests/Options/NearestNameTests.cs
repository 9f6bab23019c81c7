using LogitLens.Options;

namespace LogitLens.Tests.Options;

public sealed class NearestNameTests
{
    private static readonly string[] s_names = ["model", "memory", "shots", "batch-size", "seed"];

    [Theory]
    [InlineData("modle", "model")]
    [InlineData("shot", "shots")]
    [InlineData("batchsize", "batch-size")]
    [InlineData("batch", "batch-size")]
    [InlineData("sede", "seed")]
    [InlineData("output", null)]
    [InlineData("x", null)]
    public void The_name_that_was_meant_is_found(string typed, string? meant) => Assert.Equal(meant, NearestName.Find(typed, s_names));

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ab", "ba", 1)]
    [InlineData("same", "same", 0)]
    public void The_distance_counts_edits_and_swaps(string a, string b, int distance) => Assert.Equal(distance, NearestName.Distance(a, b));
}
