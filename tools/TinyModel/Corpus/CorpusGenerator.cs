using LogitLens.Datasets;
using LogitLens.Datasets.Prompts;
using TinyModel.Corpus.Feelings;
using TinyModel.Corpus.Questions;
using TinyModel.Corpus.Reviews;
using TinyModel.Corpus.Sentences;

namespace TinyModel.Corpus;

/// <summary>
/// Writes the training text of the tiny model. Document number i hangs on the seed and on i alone: the same seed gives the same
/// documents, a longer run begins with a shorter one, and no document holds a row of the bundled datasets (see <c>HeldOut</c>).
/// </summary>
/// <param name="seed">Names the corpus.</param>
public sealed class CorpusGenerator(long seed)
{
    // What the corpus is made of, in documents.
    private static readonly (DocumentKind Kind, double Share)[] s_mixture =
    [
        (DocumentKind.ReviewZeroShot, 0.12),
        (DocumentKind.ReviewFewShot, 0.20),
        (DocumentKind.OpinionFewShot, 0.23),
        (DocumentKind.ReviewProse, 0.05),
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
        return From(0, _ => true).Take(count);
    }

    /// <summary>The documents of some kinds from a number on, without end. Those of other kinds are not written.</summary>
    /// <param name="first">The number of the first document that may be among them.</param>
    /// <param name="wanted">Whether a kind is wanted.</param>
    public IEnumerable<CorpusDocument> From(int first, Func<DocumentKind, bool> wanted)
    {
        for (int i = first; ; i++)
        {
            SeededRandom random = new(seed, $"document {i}");
            DocumentKind kind = DrawKind(random);
            if (wanted(kind))
            {
                DocumentWriter writer = new();
                Write(kind, random, writer);
                yield return writer.Finish(kind);
            }
        }
    }

    private static DocumentKind DrawKind(SeededRandom random)
    {
        double u = random.Unit();
        foreach ((DocumentKind kind, double share) in s_mixture)
        {
            u -= share;
            if (u < 0)
            {
                return kind;
            }
        }

        return s_mixture[^1].Kind;
    }

    private static void Write(DocumentKind kind, SeededRandom random, DocumentWriter document)
    {
        ReviewWriter reviews = new(ReviewFrames.Training, random);
        EmotionWriter emotions = new(EmotionFrames.Training, random);
        TweetWriter tweets = new(TweetFrames.Training, random);
        LabelledText Review() => ForTraining(reviews.Next, r => r.Text);
        LabelledText Opinion() => ForTraining(reviews.NextOpinion, r => r.Text);
        LabelledText Emotion() => ForTraining(() => emotions.Next(), e => e.Text);
        LabelledText Tweet() => ForTraining(() => tweets.Next().Labelled, t => t.Text);
        RatedTexts rated = new(document, random);
        int shots = random.Between(2, 6);
        switch (kind)
        {
            case DocumentKind.ReviewZeroShot:
                rated.WriteOne(LabelSet.Sentiment, Review());
                break;
            case DocumentKind.ReviewFewShot:
                rated.WriteSeries(RaterMixture.Usual, LabelSet.Sentiment, Review, shots);
                break;
            case DocumentKind.OpinionFewShot:
                rated.WriteSeries(RaterMixture.Even, LabelSet.Sentiment, Opinion, shots);
                break;
            case DocumentKind.ReviewProse:
                document.Add(ForTraining(() => reviews.Prose(random.Between(3, 7)), t => t));
                break;
            case DocumentKind.EmotionZeroShot:
                rated.WriteOne(LabelSet.Emotion, Emotion());
                break;
            case DocumentKind.EmotionFewShot:
                rated.WriteSeries(RaterMixture.Usual, LabelSet.Emotion, Emotion, shots);
                break;
            case DocumentKind.TweetZeroShot:
                rated.WriteOne(LabelSet.TweetSentiment, Tweet());
                break;
            case DocumentKind.TweetFewShot:
                rated.WriteSeries(RaterMixture.Usual, LabelSet.TweetSentiment, Tweet, shots);
                break;
            case DocumentKind.Arithmetic:
                Quiz(new ArithmeticWriter(random).Next, random.Between(1, 8));
                break;
            case DocumentKind.Multistep:
                Quiz(new MultistepWriter(random).Next, random.Between(1, 5));
                break;
            case DocumentKind.WordProblem:
                Quiz(new WordProblemWriter(random).Next, random.Between(1, 4));
                break;
            case DocumentKind.Logic:
                Quiz(() => new LogicWriter(random).Next(), random.Between(1, 5));
                break;
            case DocumentKind.Agreement:
                Sentences(() => new AgreementWriter(random).Next().Good, random.Between(1, 5));
                break;
            case DocumentKind.Story:
                Sentences(new StoryWriter(random).Next, random.Between(1, 3));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }

        void Quiz(Func<Question> next, int count)
        {
            for (int i = 0; i < count; i++)
            {
                Question question = ForTraining(next, q => q.Text);
                document.Add(i > 0 ? PromptRenderer.Separator : "").Add(question.Prompt).AddAnswer(" " + question.Answer);
            }
        }

        void Sentences(Func<string> next, int count) =>
            document.Add(string.Join(' ', Enumerable.Range(0, count).Select(_ => ForTraining(next, s => s))));
    }

    private static T ForTraining<T>(Func<T> next, Func<T, string> text) => HeldOut.Draw(next, text, evaluation: false);
}
