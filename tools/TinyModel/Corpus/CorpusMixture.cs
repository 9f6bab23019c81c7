namespace TinyModel.Corpus;

/// <summary>What a corpus is made of: how often each kind of document comes.</summary>
public sealed class CorpusMixture
{
    private readonly (DocumentKind Kind, double Share)[] _shares;

    private CorpusMixture(params (DocumentKind Kind, double Share)[] shares) => _shares = shares;

    /// <summary>What most of the training is on, and what the vocabulary is learnt from.</summary>
    public static CorpusMixture Usual { get; } = new(
        (DocumentKind.ReviewZeroShot, 0.10),
        (DocumentKind.ReviewFewShot, 0.16),
        (DocumentKind.OpinionFewShot, 0.18),
        (DocumentKind.ReviewProse, 0.10),
        (DocumentKind.EmotionZeroShot, 0.05),
        (DocumentKind.EmotionFewShot, 0.06),
        (DocumentKind.TweetZeroShot, 0.03),
        (DocumentKind.TweetFewShot, 0.03),
        (DocumentKind.Arithmetic, 0.03),
        (DocumentKind.Sums, 0.16),
        (DocumentKind.Multistep, 0.02),
        (DocumentKind.WordProblem, 0.02),
        (DocumentKind.Logic, 0.02),
        (DocumentKind.Agreement, 0.02),
        (DocumentKind.Story, 0.02));

    /// <summary>What it ends on: reviews that go on as they began, and more of the texts that stand alone.</summary>
    public static CorpusMixture Closing { get; } = new(
        (DocumentKind.ReviewZeroShot, 0.09),
        (DocumentKind.ReviewFewShot, 0.08),
        (DocumentKind.OpinionFewShot, 0.10),
        (DocumentKind.LongReview, 0.28),
        (DocumentKind.EmotionZeroShot, 0.08),
        (DocumentKind.EmotionFewShot, 0.05),
        (DocumentKind.TweetZeroShot, 0.07),
        (DocumentKind.TweetFewShot, 0.03),
        (DocumentKind.Arithmetic, 0.02),
        (DocumentKind.Sums, 0.11),
        (DocumentKind.Multistep, 0.01),
        (DocumentKind.WordProblem, 0.01),
        (DocumentKind.Logic, 0.02),
        (DocumentKind.Agreement, 0.03),
        (DocumentKind.Story, 0.02));

    /// <summary>The kinds and their shares.</summary>
    public IReadOnlyList<(DocumentKind Kind, double Share)> Shares => _shares;

    /// <summary>Draws a kind.</summary>
    internal DocumentKind Draw(SeededRandom random)
    {
        double u = random.Unit();
        foreach ((DocumentKind kind, double share) in _shares)
        {
            u -= share;
            if (u < 0)
            {
                return kind;
            }
        }

        return _shares[^1].Kind;
    }
}
