using TinyModel.Corpus;

namespace TinyModel.Tests.Corpus;

public sealed class CorpusGeneratorTests
{
    private static readonly CorpusDocument[] s_sample = [.. new CorpusGenerator(3).Documents(6000)];

    private static readonly CorpusDocument[] s_closing = [.. new CorpusGenerator(3, CorpusMixture.Closing).Documents(2000)];

    [Fact]
    public void Same_seed_gives_the_same_documents()
    {
        Assert.Equal(s_sample.Take(500).Select(Content), new CorpusGenerator(3).Documents(500).Select(Content));

        static string Content(CorpusDocument document) => $"{document.Kind} {document.Text} {string.Join(' ', document.Answers)}";
    }

    [Fact]
    public void Documents_of_a_kind_are_those_of_the_corpus()
    {
        IEnumerable<string> expected = s_sample.Skip(100).Take(400).Where(document => document.Kind == DocumentKind.Logic).Select(document => document.Text);

        Assert.Equal(expected, new CorpusGenerator(3).From(100, kind => kind == DocumentKind.Logic).Take(expected.Count()).Select(document => document.Text));
    }

    [Fact]
    public void Another_seed_gives_other_documents()
    {
        int same = s_sample.Take(500).Zip(new CorpusGenerator(4).Documents(500)).Count(pair => pair.First.Text == pair.Second.Text);

        Assert.True(same < 5, $"{same} of 500 documents are the same");
    }

    [Fact]
    public void A_negative_count_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CorpusGenerator(1).Documents(-1).ToArray());
    }

    [Theory]
    [InlineData(DocumentKind.ReviewZeroShot, 0.10)]
    [InlineData(DocumentKind.OpinionFewShot, 0.18)]
    [InlineData(DocumentKind.Sums, 0.16)]
    [InlineData(DocumentKind.LongReview, 0)]
    [InlineData(DocumentKind.Story, 0.02)]
    public void Each_kind_has_its_share(DocumentKind kind, double share) => AssertShare(s_sample, kind, share);

    [Theory]
    [InlineData(DocumentKind.LongReview, 0.28)]
    [InlineData(DocumentKind.Sums, 0.11)]
    [InlineData(DocumentKind.ReviewProse, 0)]
    public void Another_mixture_has_other_shares(DocumentKind kind, double share) => AssertShare(s_closing, kind, share);

    [Fact]
    public void The_shares_of_a_mixture_make_up_all_of_it()
    {
        Assert.All([CorpusMixture.Usual, CorpusMixture.Closing], mixture => Assert.Equal(1, mixture.Shares.Sum(each => each.Share), 12));
    }

    [Fact]
    public void Documents_are_short_enough_for_a_context_of_256_tokens()
    {
        // A token is a word or a punctuation mark with the space before it, at the coarsest; 200 of those leave room for split words.
        Assert.All([.. s_sample, .. s_closing], d => Assert.InRange(TextStyle.Words(d.Text).Length, 1, 200));
    }

    [Fact]
    public void Text_is_plain_ASCII_without_stray_white_space()
    {
        Assert.All([.. s_sample, .. s_closing], d =>
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
        string[] layouts = [.. s_sample.Where(d => d.Kind == DocumentKind.ReviewZeroShot).Select(d => string.Join('\n', d.Text.Split('\n').Select(Masked)))];

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
        foreach (CorpusDocument document in s_sample.Where(d => d.Kind is DocumentKind.ReviewFewShot or DocumentKind.OpinionFewShot))
        {
            IEnumerable<string> layouts = document.Text.Replace(" (wrong)", "").Split("\n\n")
                .Select(item => string.Join('\n', item.Split('\n').Select(Masked)));

            Assert.Single(layouts.Distinct());
        }
    }

    [Theory]
    [InlineData(DocumentKind.ReviewFewShot, "Sentiment: ", 2)]
    [InlineData(DocumentKind.EmotionFewShot, "Emotion: ", 6)]
    [InlineData(DocumentKind.TweetFewShot, "Sentiment: ", 3)]
    public void Labels_are_balanced(DocumentKind kind, string answer, int classes)
    {
        string[] labels =
        [
            .. s_sample.Where(d => d.Kind == kind).SelectMany(d => d.Text.Split('\n'))
                .Where(l => l.StartsWith(answer)).Select(l => l[answer.Length..].Replace(" (wrong)", "")),
        ];

        Assert.Equal(classes, labels.Distinct().Count());
        Assert.All(labels.CountBy(l => l), c => Assert.InRange(c.Value / (double)labels.Length, 0.85 / classes, 1.15 / classes));
    }

    [Fact]
    public void The_answer_of_a_text_alone_is_its_label()
    {
        Assert.All(
            s_sample.Where(d => d.Kind == DocumentKind.ReviewZeroShot),
            d => Assert.Equal(d.Text[d.Text.LastIndexOf(' ')..], Assert.Single(AnswersOf(d))));
    }

    [Fact]
    public void The_answers_of_a_quiz_are_its_answers()
    {
        Assert.All(s_sample.Where(d => d.Kind is DocumentKind.Arithmetic or DocumentKind.Sums or DocumentKind.Logic), d => Assert.Equal(
            d.Text.Split('\n').Where(line => line.StartsWith("Answer:")).Select(line => line["Answer:".Length..]),
            AnswersOf(d)));
    }

    [Fact]
    public void The_first_label_of_a_series_is_no_answer_and_where_wrong_ones_are_marked_only_the_marks_are()
    {
        foreach (CorpusDocument document in s_sample.Where(d => d.Kind == DocumentKind.OpinionFewShot))
        {
            string[] answers = [.. AnswersOf(document)];
            string[] labels = [.. document.Text.Split('\n').Where(line => line.StartsWith("Sentiment:")).Select(line => line["Sentiment:".Length..])];
            string[] marked = [.. labels.Where(label => label.EndsWith(" (wrong)")).Select(_ => " (wrong)")];

            // A series that is labelled at random and happens to have no wrong label has no answers.
            Assert.True(answers.SequenceEqual(marked) || answers.SequenceEqual(labels.Skip(1)), document.Text);
        }
    }

    [Fact]
    public void Some_labels_are_marked_wrong()
    {
        int marked = s_sample.Count(d => d.Text.Contains(" (wrong)"));
        Assert.InRange(marked / (double)s_sample.Count(d => d.Kind is DocumentKind.ReviewFewShot or DocumentKind.OpinionFewShot), 0.22, 0.42);
    }

    private static void AssertShare(CorpusDocument[] sample, DocumentKind kind, double share)
    {
        double found = sample.Count(d => d.Kind == kind) / (double)sample.Length;

        // Four standard deviations of a proportion at this n.
        double reach = 4 * Math.Sqrt(share * (1 - share) / sample.Length);
        Assert.InRange(found, share - reach, share + reach);
    }

    private static IEnumerable<string> AnswersOf(CorpusDocument document) => document.Answers.Select(range => document.Text[range.Start..range.End]);

    private static string Masked(string line) =>
        line.StartsWith("Text: ") ? "Text: ..."
        : line is "Sentiment: positive" or "Sentiment: negative" ? "Sentiment: label"
        : line;
}
