using LogitLens.Experiments;
using LogitLens.Experiments.Probes;

namespace LogitLens.Tests.Experiments.Probes;

public sealed class ControlTaskTests
{
    [Fact]
    public void A_word_type_has_one_label_wherever_it_stands()
    {
        int[] words = [.. Enumerable.Range(0, 400).Select(i => i * i % 37)], classes = [.. Enumerable.Range(0, 400).Select(i => i % 2)];

        ControlTask task = ControlTask.Of(words, classes, seed: 1);

        Assert.All(words.Zip(task.Labels).GroupBy(pair => pair.First), word => Assert.Single(word.Select(pair => pair.Second).Distinct()));
        Assert.Equal(task.Labels[..100], ControlTask.Of(words[..100], [.. Enumerable.Repeat(0, 50), .. Enumerable.Repeat(1, 50)], seed: 1).Labels);
        Assert.NotEqual(task.Labels, ControlTask.Of(words, classes, seed: 2).Labels);
    }

    [Fact]
    public void Labels_have_the_classes_shares_and_nothing_to_do_with_them()
    {
        int[] words = [.. Enumerable.Range(0, 20000)], classes = [.. words.Select(word => word % 10 < 7 ? 0 : word % 10 < 9 ? 1 : 2)];

        int[] labels = ControlTask.Of(words, classes, seed: 3).Labels;

        Assert.InRange(labels.Count(label => label == 0) / 20000.0, 0.69, 0.71);
        Assert.InRange(labels.Count(label => label == 2) / 20000.0, 0.09, 0.11);
        Assert.InRange(words.Where(word => classes[word] == 2).Count(word => labels[word] == 0) / 2000.0, 0.66, 0.74);
    }

    [Theory]
    [InlineData("last", 0, new[] { 9 })]
    [InlineData("mean", 0, new[] { 9 })]
    [InlineData("1", 0, new[] { 8 })]
    [InlineData("1", 1, new[] { 9 })]
    [InlineData("every", 1, new[] { 8, 9 })]
    public void The_word_is_the_token_that_is_read(string position, int first, int[] expected)
    {
        Assert.True(ReadPosition.TryParse(position, out ReadPosition read));
        Assert.Equal(expected, ControlTask.WordsOf([7, 8, 9], first, read, tokenizer: null));
    }
}
