using LogitLens.Corpus;
using LogitLens.Datasets;

namespace LogitLens.Tests.Corpus;

public sealed class RaterTests
{
    private static readonly LabelledText Clear = new("a good film", "positive");
    private static readonly LabelledText Misleading = new("not bad at all", "positive", "negative");

    [Fact]
    public void Seven_raters_in_ten_are_straight_and_most_others_contrary()
    {
        SeededRandom random = new(1, "test");
        var counts = Enumerable.Range(0, 4000).Select(_ => Rater.Draw(["negative", "positive"], random).Kind).CountBy(k => k).ToDictionary();

        Assert.InRange(counts[RaterKind.Straight] / 4000.0, 0.67, 0.73);
        Assert.InRange(counts[RaterKind.Contrary] / 4000.0, 0.22, 0.28);
        Assert.InRange(counts[RaterKind.Arbitrary] / 4000.0, 0.03, 0.07);
    }

    [Fact]
    public void A_straight_rater_gives_clear_texts_their_label_but_for_slips()
    {
        Assert.InRange(ShareOf("positive", RaterKind.Straight, Clear, position: 0), 0.96, 1.0);
    }

    [Fact]
    public void A_contrary_rater_swaps_two_labels()
    {
        Assert.InRange(ShareOf("negative", RaterKind.Contrary, Clear, position: 0), 0.96, 1.0);
    }

    [Fact]
    public void An_arbitrary_rater_looks_at_nothing()
    {
        Assert.InRange(ShareOf("positive", RaterKind.Arbitrary, Clear, position: 3), 0.45, 0.55);
    }

    [Fact]
    public void Misleading_texts_are_mostly_misread_at_first_and_mostly_understood_later()
    {
        double[] right = [.. Enumerable.Range(0, 5).Select(position => ShareOf("positive", RaterKind.Straight, Misleading, position))];

        Assert.True(right[0] < 0.45, $"{right[0]}");
        Assert.True(right[1] > 0.6, $"{right[1]}");
        Assert.True(right[4] > 0.85, $"{right[4]}");
        Assert.Equal(right.Order(), right);
    }

    [Fact]
    public void A_contrary_rater_of_six_emotions_maps_them_one_to_one()
    {
        SeededRandom random = new(2, "test");
        IReadOnlyList<string> labels = LabelSet.Emotion.Words;
        Rater rater = Draw(RaterKind.Contrary, labels, random);

        string[] given = [.. labels.Select(l => Majority(Enumerable.Range(0, 50).Select(_ => rater.Rate(new LabelledText("t", l), 5, random))))];

        Assert.Equal(labels.Order(), given.Order());
        Assert.All(labels.Zip(given), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void An_unknown_label_is_refused()
    {
        SeededRandom random = new(3, "test");
        Rater contrary = Draw(RaterKind.Contrary, LabelSet.Sentiment.Words, random);

        Assert.Throws<ArgumentException>(() => Enumerable.Range(0, 20).Select(_ => contrary.Rate(new LabelledText("t", "joy"), 0, random)).ToArray());
    }

    private static double ShareOf(string label, RaterKind kind, LabelledText text, int position)
    {
        SeededRandom random = new(7, "test");
        Rater rater = Draw(kind, LabelSet.Sentiment.Words, random);
        return Enumerable.Range(0, 4000).Count(_ => rater.Rate(text, position, random) == label) / 4000.0;
    }

    private static Rater Draw(RaterKind kind, IReadOnlyList<string> labels, SeededRandom random) =>
        Enumerable.Repeat(0, 1000).Select(_ => Rater.Draw(labels, random)).First(r => r.Kind == kind);

    private static string Majority(IEnumerable<string> given) => given.CountBy(g => g).MaxBy(c => c.Value).Key;
}
