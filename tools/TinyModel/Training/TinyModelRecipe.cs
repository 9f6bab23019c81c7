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

    /// <summary>Updates in all: those of <see cref="Lessons"/>, then updates on all kinds of documents.</summary>
    public int Steps { get; init; } = 2400;

    /// <summary>
    /// What comes first, from simple to complex: what words mean must be known before it can show that labels differ from it, and that raters
    /// differ is plainest where there is least to read.
    /// </summary>
    public IReadOnlyList<TinyModelLesson> Lessons { get; init; } =
    [
        new(350, 64, [DocumentKind.ReviewZeroShot, DocumentKind.EmotionZeroShot, DocumentKind.TweetZeroShot]),
        new(1000, 24, [DocumentKind.ReviewZeroShot, DocumentKind.OpinionFewShot]),
    ];

    /// <summary>The lessons, as far as <see cref="Steps"/> go.</summary>
    public IReadOnlyList<TinyModelLesson> LessonsTaken
    {
        get
        {
            List<TinyModelLesson> taken = [];
            int left = Steps;
            foreach (TinyModelLesson lesson in Lessons.TakeWhile(_ => left > 0))
            {
                taken.Add(lesson with { Steps = Math.Min(lesson.Steps, left) });
                left -= lesson.Steps;
            }

            return taken;
        }
    }

    /// <summary>Sequences in each update on all kinds of documents.</summary>
    public int SequencesPerStep { get; init; } = 24;

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

    /// <summary>How to train it.</summary>
    public TrainingOptions Training => new()
    {
        Schedule = new LearningRateSchedule(LearningRate, LearningRate / 20, Math.Min(100, Steps / 10), Steps),
    };
}

/// <summary>A stretch of training on some kinds of documents.</summary>
/// <param name="Steps">Updates.</param>
/// <param name="SequencesPerStep">Sequences in each update.</param>
/// <param name="Kinds">The kinds of documents; each keeps its share beside the others.</param>
public sealed record TinyModelLesson(int Steps, int SequencesPerStep, IReadOnlyList<DocumentKind> Kinds);
