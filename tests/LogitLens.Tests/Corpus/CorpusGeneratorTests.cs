using LogitLens.Corpus;

namespace LogitLens.Tests.Corpus;

public sealed class CorpusGeneratorTests
{
    private static readonly CorpusDocument[] Sample = [.. new CorpusGenerator(3).Documents(6000)];

    [Fact]
    public void Same_seed_gives_the_same_documents()
    {
        Assert.Equal(Sample.Take(500), new CorpusGenerator(3).Documents(500));
    }

    [Fact]
    public void Another_seed_gives_other_documents()
    {
        int same = Sample.Take(500).Zip(new CorpusGenerator(4).Documents(500)).Count(pair => pair.First == pair.Second);

        Assert.True(same < 5, $"{same} of 500 documents are the same");
    }

    [Fact]
    public void A_negative_count_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorpusGenerator(1).Documents(-1).ToArray());
    }

    [Theory]
    [InlineData(DocumentKind.ReviewZeroShot, 0.20)]
    [InlineData(DocumentKind.ReviewFewShot, 0.30)]
    [InlineData(DocumentKind.ReviewProse, 0.10)]
    [InlineData(DocumentKind.EmotionZeroShot, 0.05)]
    [InlineData(DocumentKind.EmotionFewShot, 0.06)]
    [InlineData(DocumentKind.TweetZeroShot, 0.04)]
    [InlineData(DocumentKind.TweetFewShot, 0.04)]
    [InlineData(DocumentKind.Arithmetic, 0.06)]
    [InlineData(DocumentKind.Multistep, 0.03)]
    [InlineData(DocumentKind.WordProblem, 0.03)]
    [InlineData(DocumentKind.Logic, 0.03)]
    [InlineData(DocumentKind.Agreement, 0.03)]
    [InlineData(DocumentKind.Story, 0.03)]
    public void Each_kind_has_its_share(DocumentKind kind, double share)
    {
        double found = Sample.Count(d => d.Kind == kind) / (double)Sample.Length;

        // Four standard deviations of a proportion at this n.
        Assert.InRange(found, share - 4 * Math.Sqrt(share * (1 - share) / Sample.Length), share + 4 * Math.Sqrt(share * (1 - share) / Sample.Length));
    }

    [Fact]
    public void Documents_are_short_enough_for_a_context_of_256_tokens()
    {
        // A token is a word or a punctuation mark with the space before it, at the coarsest; 200 of those leave room for split words.
        Assert.All(Sample, d => Assert.InRange(WordTable.Words(d.Text).Length, 1, 200));
    }

    [Fact]
    public void Text_is_plain_ASCII_without_stray_white_space()
    {
        Assert.All(Sample, d =>
        {
            Assert.All(d.Text, c => Assert.InRange(c, '\n', '~'));
            Assert.Equal(d.Text.Trim(), d.Text);
            Assert.DoesNotContain("  ", d.Text);
            Assert.DoesNotContain("{", d.Text);
        });
    }

    [Fact]
    public void A_zero_shot_review_is_in_one_of_the_two_prompt_layouts()
    {
        string[] layouts = [.. Sample.Where(d => d.Kind == DocumentKind.ReviewZeroShot).Select(d => string.Join('\n', d.Text.Split('\n').Select(Masked)))];

        Assert.Equal(
            [
                "Classify the text into negative or positive sentiment.\nText: ...\nSentiment: label",
                "Text: ...\nClassify the text into negative or positive sentiment.\nSentiment: label",
            ],
            layouts.Distinct().Order());
    }

    [Fact]
    public void Demonstrations_are_joined_by_a_blank_line_and_keep_one_layout()
    {
        foreach (CorpusDocument document in Sample.Where(d => d.Kind == DocumentKind.ReviewFewShot))
        {
            IEnumerable<string> layouts = document.Text.Split("\n\n").Select(item => string.Join('\n', item.Split('\n').Select(Masked)));

            Assert.Single(layouts.Distinct());
        }
    }

    [Theory]
    [InlineData(DocumentKind.ReviewZeroShot, "Sentiment: ", 2)]
    [InlineData(DocumentKind.ReviewFewShot, "Sentiment: ", 2)]
    [InlineData(DocumentKind.EmotionFewShot, "Emotion: ", 6)]
    [InlineData(DocumentKind.TweetFewShot, "Sentiment: ", 3)]
    public void Labels_are_balanced(DocumentKind kind, string answer, int classes)
    {
        string[] labels = [.. Sample.Where(d => d.Kind == kind).SelectMany(d => d.Text.Split('\n')).Where(l => l.StartsWith(answer)).Select(l => l[answer.Length..])];

        Assert.Equal(classes, labels.Distinct().Count());
        Assert.All(labels.CountBy(l => l), c => Assert.InRange(c.Value / (double)labels.Length, 0.85 / classes, 1.15 / classes));
    }

    private static string Masked(string line) =>
        line.StartsWith("Text: ") ? "Text: ..."
        : line is "Sentiment: positive" or "Sentiment: negative" ? "Sentiment: label"
        : line;
}
