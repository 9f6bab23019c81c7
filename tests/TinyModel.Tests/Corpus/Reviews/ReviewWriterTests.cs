using TinyModel.Corpus;
using TinyModel.Corpus.Lexicons;
using TinyModel.Corpus.Reviews;

namespace TinyModel.Tests.Corpus.Reviews;

public sealed class ReviewWriterTests
{
    private static readonly HashSet<string> s_praise = Words(PolarWords.Positive);
    private static readonly HashSet<string> s_blame = Words(PolarWords.Negative);

    [Theory]
    [InlineData(nameof(ReviewKind.Phrase))]
    [InlineData(nameof(ReviewKind.Plain))]
    [InlineData(nameof(ReviewKind.Decoy))]
    public void Every_opinion_word_of_a_straightforward_review_agrees_with_its_label(string name)
    {
        ReviewKind kind = Enum.Parse<ReviewKind>(name);

        Assert.All(Written(kind, ReviewFrames.Training).Concat(Written(kind, ReviewFrames.Evaluation)), review =>
            Assert.Equal([review.Label], Opinions(review.Text).Distinct()));
    }

    [Fact]
    public void Every_opinion_word_of_a_negated_review_denies_its_label()
    {
        Assert.All(Written(ReviewKind.Negated, ReviewFrames.Training).Concat(Written(ReviewKind.Negated, ReviewFrames.Evaluation)), review =>
            Assert.Equal([Other(review.Label)], Opinions(review.Text).Distinct()));
    }

    [Fact]
    public void A_contrast_begins_with_the_other_polarity_and_ends_with_its_own()
    {
        Assert.All(Written(ReviewKind.Contrast, ReviewFrames.Training).Concat(Written(ReviewKind.Contrast, ReviewFrames.Evaluation)), review =>
        {
            string[] opinions = [.. Opinions(review.Text)];
            Assert.Equal(Other(review.Label), opinions[0]);
            Assert.Equal(review.Label, opinions[^1]);
        });
    }

    [Fact]
    public void Evaluation_has_frames_of_its_own()
    {
        Assert.Empty(All(ReviewFrames.Training).Intersect(All(ReviewFrames.Evaluation)));
    }

    [Theory]
    [InlineData("it is {adj}", 0.6)]
    [InlineData("{adj}, {adj} {stuff}", 0)]
    public void Only_negative_reviews_of_a_single_harsh_word_are_let_off(string frame, double leniency)
    {
        ReviewWriter writer = new(ReviewFrames.Training with { Phrases = [frame] }, new SeededRandom(1, "test"));

        Assert.Equal(leniency, writer.Next(positive: false, ReviewKind.Phrase).Leniency);
        Assert.Equal(0, writer.Next(positive: true, ReviewKind.Phrase).Leniency);
    }

    [Fact]
    public void A_long_review_begins_with_its_opinion_and_keeps_to_it()
    {
        ReviewWriter writer = new(ReviewFrames.Training, new SeededRandom(1, "test"));
        HashSet<string> first = [];

        for (int i = 0; i < 300; i++)
        {
            string text = writer.Long(4);
            string opinion = Assert.Single(Opinions(text).Distinct());
            Assert.NotEmpty(Opinions(text.Split('.', '!')[0]));
            first.Add(opinion);
        }

        Assert.Equal(2, first.Count);
    }

    private static string Other(string label) => label == "positive" ? "negative" : "positive";

    private static IEnumerable<LabelledText> Written(ReviewKind kind, ReviewFrames frames)
    {
        ReviewWriter writer = new(frames, new SeededRandom(1, "test"));
        return Enumerable.Range(0, 400).Select(i => writer.Next(i % 2 == 0, kind)).ToList();
    }

    private static IEnumerable<string> Opinions(string text)
    {
        foreach (string word in TextStyle.Words(TextStyle.Tokenised(text)))
        {
            if (s_praise.Contains(word))
            {
                yield return "positive";
            }
            else if (s_blame.Contains(word))
            {
                yield return "negative";
            }
        }
    }

    private static HashSet<string> Words(PolarWords words) =>
        [.. words.Adjectives, .. words.Adverbs, .. words.Nouns, .. words.Feels, .. words.Does, .. words.Extremes];

    private static IEnumerable<string> All(ReviewFrames frames) => [.. frames.Phrases, .. frames.Plain, .. frames.Decoy, .. frames.Negated, .. frames.Contrast];
}
