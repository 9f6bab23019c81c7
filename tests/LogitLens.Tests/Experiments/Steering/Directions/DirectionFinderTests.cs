using LogitLens.Experiments;
using LogitLens.Experiments.Steering;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Tests.Models;
using LogitLens.Tests.Runs;
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

    [Fact]
    public void Each_layer_has_the_direction_and_its_shuffled_ones_and_says_when_it_has_them()
    {
        using GoldenModel golden = new("odd-shape");
        int[][] prompts = [.. Enumerable.Range(0, 60).Select(example => new[] { example % 7, 3 + (example % 2), example % 5 })];
        RecordedProgress progress = new();

        SteerSetup setup = Finder(s_labels, new string?[60]).Find(
            golden.Transformer, prompts, new LengthBatches(golden.Transformer.Config, new RunOptions(), new Device("cpu")), progress, default);

        Assert.Equal([0, 1, 2], setup.Direction.Select(direction => direction.Layer));
        Assert.Equal(3, setup.Shuffled.Count);
        Assert.All(setup.Shuffled, draw => Assert.Equal([0, 1, 2], draw.Select(direction => direction.Layer)));
        Assert.Equal((30, 9), (setup.FoundOn, setup.Shuffled.SelectMany(draw => draw).Select(direction => direction.Vector[0]).Distinct().Count()));
        Assert.Equal([1, 1, 1], progress.Activities[^1].Advances);
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
