using LogitLens.Corpus.Feelings;
using LogitLens.Corpus.Questions;
using LogitLens.Corpus.Reviews;
using LogitLens.Corpus.Sentences;
using LogitLens.Datasets;

namespace LogitLens.Corpus;

/// <summary>
/// Writes the training text of the tiny model. Document number i hangs on the seed and on i alone: the same seed gives the same
/// documents, a longer run begins with a shorter one, and no document holds a row of the bundled datasets (see <c>HeldOut</c>).
/// </summary>
/// <param name="seed">Names the corpus.</param>
public sealed class CorpusGenerator(long seed)
{
    // What the corpus is made of, in documents.
    private static readonly (DocumentKind Kind, double Share)[] Mixture =
    [
        (DocumentKind.ReviewZeroShot, 0.20),
        (DocumentKind.ReviewFewShot, 0.30),
        (DocumentKind.ReviewProse, 0.10),
        (DocumentKind.EmotionZeroShot, 0.05),
        (DocumentKind.EmotionFewShot, 0.06),
        (DocumentKind.TweetZeroShot, 0.04),
        (DocumentKind.TweetFewShot, 0.04),
        (DocumentKind.Arithmetic, 0.06),
        (DocumentKind.Multistep, 0.03),
        (DocumentKind.WordProblem, 0.03),
        (DocumentKind.Logic, 0.03),
        (DocumentKind.Agreement, 0.03),
        (DocumentKind.Story, 0.03),
    ];

    /// <summary>The first documents of the corpus, written as they are asked for.</summary>
    public IEnumerable<CorpusDocument> Documents(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (int i = 0; i < count; i++)
        {
            SeededRandom random = new(seed, $"document {i}");
            DocumentKind kind = DrawKind(random);
            yield return new CorpusDocument(kind, Write(kind, random));
        }
    }

    private static DocumentKind DrawKind(SeededRandom random)
    {
        double u = random.Unit();
        foreach ((DocumentKind kind, double share) in Mixture)
        {
            u -= share;
            if (u < 0)
            {
                return kind;
            }
        }

        return Mixture[^1].Kind;
    }

    private static string Write(DocumentKind kind, SeededRandom random)
    {
        ReviewWriter reviews = new(ReviewFrames.Training, random);
        EmotionWriter emotions = new(EmotionFrames.Training, random);
        TweetWriter tweets = new(TweetFrames.Training, random);
        LabelledText Review() => ForTraining(reviews.Next, r => r.Text);
        LabelledText Emotion() => ForTraining(() => emotions.Next(), e => e.Text);
        LabelledText Tweet() => ForTraining(() => tweets.Next().Labelled, t => t.Text);
        int shots = random.Between(2, 6);
        return kind switch
        {
            DocumentKind.ReviewZeroShot => LabelledDocument.ZeroShot(LabelSet.Sentiment, Review(), random),
            DocumentKind.ReviewFewShot => LabelledDocument.FewShot(LabelSet.Sentiment, Review, shots, random),
            DocumentKind.ReviewProse => ForTraining(() => reviews.Prose(random.Between(3, 7)), t => t),
            DocumentKind.EmotionZeroShot => LabelledDocument.ZeroShot(LabelSet.Emotion, Emotion(), random),
            DocumentKind.EmotionFewShot => LabelledDocument.FewShot(LabelSet.Emotion, Emotion, shots, random),
            DocumentKind.TweetZeroShot => LabelledDocument.ZeroShot(LabelSet.TweetSentiment, Tweet(), random),
            DocumentKind.TweetFewShot => LabelledDocument.FewShot(LabelSet.TweetSentiment, Tweet, shots, random),
            DocumentKind.Arithmetic => Quiz(new ArithmeticWriter(random).Next, random.Between(1, 8)),
            DocumentKind.Multistep => Quiz(new MultistepWriter(random).Next, random.Between(1, 5)),
            DocumentKind.WordProblem => Quiz(new WordProblemWriter(random).Next, random.Between(1, 4)),
            DocumentKind.Logic => Quiz(() => new LogicWriter(random).Next(), random.Between(1, 5)),
            DocumentKind.Agreement => Sentences(() => new AgreementWriter(random).Next().Good, random.Between(1, 5)),
            DocumentKind.Story => Sentences(new StoryWriter(random).Next, random.Between(1, 3)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static string Quiz(Func<Question> next, int count) => string.Join(
        "\n\n",
        Enumerable.Range(0, count).Select(_ => ForTraining(next, q => q.Text).Answered));

    private static string Sentences(Func<string> next, int count) => string.Join(
        ' ',
        Enumerable.Range(0, count).Select(_ => ForTraining(next, s => s)));

    private static T ForTraining<T>(Func<T> next, Func<T, string> text) => HeldOut.Draw(next, text, evaluation: false);
}
