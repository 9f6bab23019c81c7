using LogitLens.Datasets;
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
/// <param name="mixture">How often each kind of document comes; the usual mixture when not given.</param>
public sealed class CorpusGenerator(long seed, CorpusMixture? mixture = null)
{
    // As long as a series of reviews: a batch is as wide as its longest document.
    private const int SumsADocument = 10;

    private readonly CorpusMixture _mixture = mixture ?? CorpusMixture.Usual;

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
            DocumentKind kind = _mixture.Draw(random);
            if (wanted(kind))
            {
                DocumentWriter writer = new();
                Write(kind, random, writer);
                yield return writer.Finish(kind);
            }
        }
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
                bool tokenised = random.Chance(0.5);
                document.Add(ForTraining(() => reviews.Prose(random.Between(3, 10), opinionFirst: true, tokenised), t => t));
                break;
            case DocumentKind.LongReview:
                document.Add(ForTraining(() => reviews.Long(random.Between(3, 8)), t => t));
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
            case DocumentKind.Sums:
                Quiz(new SumWriter(random).Next, SumsADocument);
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
