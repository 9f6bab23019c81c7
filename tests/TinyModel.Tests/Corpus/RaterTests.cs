using LogitLens.Datasets;
using TinyModel.Corpus;

namespace TinyModel.Tests.Corpus;

public sealed class RaterTests
{
    private static readonly LabelledText s_good = new("a good film", "positive");

    [Fact]
    public void Of_the_usual_raters_most_are_straight()
    {
        SeededRandom random = new(1, "test");
        Dictionary<RaterKind, int> counts = Enumerable.Range(0, 4000)
            .Select(_ => Rater.Draw(RaterMixture.Usual, ["negative", "positive"], random).Kind)
            .CountBy(k => k).ToDictionary();

        Assert.InRange(counts[RaterKind.Straight] / 4000.0, 0.55, 0.61);
        Assert.InRange(counts[RaterKind.Contrary] / 4000.0, 0.15, 0.21);
        Assert.InRange(counts[RaterKind.Corrected] / 4000.0, 0.19, 0.25);
        Assert.InRange(counts[RaterKind.Arbitrary] / 4000.0, 0.01, 0.03);
    }

    [Theory]
    [InlineData(nameof(RaterKind.Straight), true)]
    [InlineData(nameof(RaterKind.Contrary), true)]
    [InlineData(nameof(RaterKind.Corrected), false)]
    [InlineData(nameof(RaterKind.Arbitrary), false)]
    public void Labels_at_random_cannot_be_predicted(string kind, bool predictable)
    {
        Assert.Equal(predictable, Draw(Enum.Parse<RaterKind>(kind), LabelSet.Sentiment.Names, new SeededRandom(7, "test")).IsPredictable);
    }

    [Theory]
    [InlineData(nameof(RaterKind.Straight), 0.97, 1.0)]
    [InlineData(nameof(RaterKind.Contrary), 0.0, 0.03)]
    [InlineData(nameof(RaterKind.Corrected), 0.45, 0.55)]
    [InlineData(nameof(RaterKind.Arbitrary), 0.45, 0.55)]
    public void Only_straight_raters_give_the_label_that_is_meant(string kind, double least, double most)
    {
        SeededRandom random = new(7, "test");
        Rater rater = Draw(Enum.Parse<RaterKind>(kind), LabelSet.Sentiment.Names, random);

        Assert.InRange(ShareOf("positive", rater, s_good, random), least, most);
    }

    [Fact]
    public void A_contrary_rater_of_six_emotions_maps_them_one_to_one()
    {
        SeededRandom random = new(2, "test");
        IReadOnlyList<string> labels = LabelSet.Emotion.Names;
        Rater rater = Draw(RaterKind.Contrary, labels, random);

        string[] given = [.. labels.Select(l => Majority(Enumerable.Range(0, 50).Select(_ => rater.Rate(new LabelledText("t", l), random))))];

        Assert.Equal(labels.Order(), given.Order());
        Assert.All(labels.Zip(given), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void An_unknown_label_is_refused()
    {
        SeededRandom random = new(3, "test");
        Rater contrary = Draw(RaterKind.Contrary, LabelSet.Sentiment.Names, random);

        Assert.Throws<ArgumentException>(() => Enumerable.Range(0, 20).Select(_ => contrary.Rate(new LabelledText("t", "joy"), random)).ToArray());
    }

    private static double ShareOf(string label, Rater rater, LabelledText text, SeededRandom random) =>
        Enumerable.Range(0, 4000).Count(_ => rater.Rate(text, random) == label) / 4000.0;

    private static Rater Draw(RaterKind kind, IReadOnlyList<string> labels, SeededRandom random) =>
        Enumerable.Repeat(0, 1000).Select(_ => Rater.Draw(RaterMixture.Even, labels, random)).First(r => r.Kind == kind);

    private static string Majority(IEnumerable<string> given) => given.CountBy(g => g).MaxBy(c => c.Value).Key;
}
