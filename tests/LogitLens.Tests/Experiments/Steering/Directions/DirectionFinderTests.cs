using LogitLens.Experiments.Steering;
using LogitLens.Models;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Steering.Directions;

public sealed class DirectionFinderTests
{
    private static readonly int[] s_labels = [.. Enumerable.Range(0, 60).Select(example => example % 2)];

    [Fact]
    public void Half_of_each_class_is_set_apart()
    {
        IReadOnlyList<int> apart = Finder(s_labels, new string?[60]).Apart;

        Assert.Equal([15, 15], [apart.Count(place => place % 2 == 0), apart.Count(place => place % 2 == 1)]);
        Assert.NotEqual(apart, Finder(s_labels, new string?[60], seed: 2).Apart);
    }

    [Fact]
    public void What_belongs_together_is_set_apart_together()
    {
        // Nouns of six sentences each, three of either class.
        string[] nouns = [.. Enumerable.Range(0, 60).Select(example => $"noun {example / 6}")];

        IReadOnlyList<int> apart = Finder(s_labels, nouns).Apart;

        Assert.Equal(30, apart.Count);
        Assert.All(apart.GroupBy(place => nouns[place]), noun => Assert.Equal(6, noun.Count()));
    }

    [Fact]
    public void Classes_that_no_two_halves_can_have_are_refused()
    {
        string[] nouns = [.. s_labels.Select(label => $"noun {label}")];

        Assert.Contains("too few of a class, or of what belongs together (--cluster)",
            Assert.Throws<InputException>(() => Finder(s_labels, nouns).Apart).Message, StringComparison.Ordinal);
    }

    private static DirectionFinder Finder(int[] labels, string?[] clusters, long seed = 1)
    {
        ModelConfig config = ModelConfigFile.Read(Path.Combine(GoldenCase.Open("odd-shape").Folder, "config.json"));
        SteerOperationOptions steering = new();
        return new DirectionFinder(new DirectionOptions(), steering, SteeredSites.Of(steering, default, config), config, seed)
        {
            Words = ["negative", "positive"],
            Labels = labels,
            Clusters = clusters,
            Encode = _ => [],
        };
    }
}
