using LogitLens.Models;
using LogitLens.Training;
using TinyModel.Corpus;

namespace TinyModel.Training;

/// <summary>All that the tiny model hangs on. The defaults are the shipped model's: the same recipe gives the same files.</summary>
public sealed record TinyModelRecipe
{
    /// <summary>The seed of the text, the first weights and the order of documents.</summary>
    public int Seed { get; init; }

    /// <summary>Number of blocks.</summary>
    public int Layers { get; init; } = 4;

    /// <summary>Attention heads in each block.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Width of the residual stream, d_model.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Positions that the model has embeddings for.</summary>
    public int ContextLength { get; init; } = 512;

    /// <summary>Tokens in the vocabulary, the 256 bytes and <c>&lt;|endoftext|&gt;</c> counted.</summary>
    public int VocabularySize { get; init; } = 1500;

    /// <summary>Further documents, for the loss on text that was not learnt from.</summary>
    public int HeldOutDocuments { get; init; } = 400;

    /// <summary>The share of sequences that are several documents joined, up to the context's length; the others are one document.</summary>
    public double JoinedShare { get; init; } = 0.02;

    /// <summary>
    /// How many times the tokens of answers count in the loss. They are one in thirty, the others mostly chance: at equal weight a model of
    /// this size goes on guessing the answers.
    /// </summary>
    public float AnswerWeight { get; init; } = 20;

    /// <summary>Updates in all: those of <see cref="Lessons"/>, then updates on all kinds of documents, at the end those of <see cref="Closing"/>.</summary>
    public int Steps { get; init; } = 4250;

    /// <summary>
    /// What comes first, from simple to complex: what words mean must be known before it can show that labels differ from it, and that raters
    /// differ is plainest where there is least to read.
    /// </summary>
    public IReadOnlyList<TinyModelLesson> Lessons { get; init; } =
    [
        new(350, 64, [DocumentKind.ReviewZeroShot, DocumentKind.EmotionZeroShot, DocumentKind.TweetZeroShot]),
        new(1000, 24, [DocumentKind.ReviewZeroShot, DocumentKind.OpinionFewShot]),
        new(500, 32, [DocumentKind.Sums]),
    ];

    /// <summary>The lessons, as far as <see cref="Steps"/> go.</summary>
    public IReadOnlyList<TinyModelLesson> LessonsTaken
    {
        get
        {
            List<TinyModelLesson> taken = [];
            int left = MainSteps;
            foreach (TinyModelLesson lesson in Lessons.TakeWhile(_ => left > 0))
            {
                taken.Add(lesson with { Steps = Math.Min(lesson.Steps, left) });
                left -= lesson.Steps;
            }

            return taken;
        }
    }

    /// <summary>
    /// What it ends on, with an optimizer of its own: another mixture, at a lower learning rate. Reviews that go on as they began are learnt last;
    /// learnt with everything else, a model of this size writes on without regard to what was said.
    /// </summary>
    public TinyModelClosing Closing { get; init; } = new(900, 30, 6e-4, CorpusMixture.Closing);

    /// <summary>Updates of <see cref="Closing"/>; a quarter of all at most.</summary>
    public int ClosingSteps => Math.Min(Closing.Steps, Steps / 4);

    /// <summary>Updates before those.</summary>
    public int MainSteps => Steps - ClosingSteps;

    /// <summary>Sequences in each update on all kinds of documents.</summary>
    public int SequencesPerStep { get; init; } = 30;

    /// <summary>The highest learning rate.</summary>
    public double LearningRate { get; init; } = 1.2e-3;

    /// <summary>The model's shape; a vocabulary can turn out smaller than what was asked for.</summary>
    public ModelConfig Config(int vocabularySize) => new()
    {
        VocabularySize = vocabularySize,
        ContextLength = ContextLength,
        ModelWidth = Width,
        Layers = Layers,
        Heads = Heads,
        MlpWidth = 4 * Width,
    };

    /// <summary>How to train it, up to the closing.</summary>
    public TrainingOptions Training => Options(LearningRate, MainSteps);

    /// <summary>How to train it in the closing.</summary>
    public TrainingOptions ClosingTraining => Options(Closing.LearningRate, ClosingSteps);

    private static TrainingOptions Options(double learningRate, int steps) => new()
    {
        Schedule = new LearningRateSchedule(learningRate, learningRate / 20, Math.Min(100, steps / 10), steps),
    };
}

/// <summary>A stretch of training on some kinds of documents.</summary>
/// <param name="Steps">Updates.</param>
/// <param name="SequencesPerStep">Sequences in each update.</param>
/// <param name="Kinds">The kinds of documents; each keeps its share beside the others.</param>
public sealed record TinyModelLesson(int Steps, int SequencesPerStep, IReadOnlyList<DocumentKind> Kinds);

/// <summary>The last stretch of training.</summary>
/// <param name="Steps">Updates.</param>
/// <param name="SequencesPerStep">Sequences in each update.</param>
/// <param name="LearningRate">The highest learning rate.</param>
/// <param name="Mixture">What it is on.</param>
public sealed record TinyModelClosing(int Steps, int SequencesPerStep, double LearningRate, CorpusMixture Mixture);
