using LogitLens.Tokenizers;
using LogitLens.Training;
using TinyModel.Corpus;

namespace TinyModel.Training;

/// <summary>What a recipe's model learns from: generated documents, a vocabulary learnt on them, and batches of their tokens.</summary>
internal sealed class TinyModelMaterial
{
    // The vocabulary must know all kinds of documents, however few the steps are.
    private const int LeastDocuments = 500;

    private readonly TinyModelRecipe _recipe;
    private readonly CorpusGenerator _corpus;

    public TinyModelMaterial(TinyModelRecipe recipe)
    {
        _recipe = recipe;
        _corpus = new CorpusGenerator(recipe.Seed);

        // Most documents are met once: there are as many as the last steps take sequences.
        int steps = recipe.MainSteps - recipe.LessonsTaken.Sum(lesson => lesson.Steps);
        int count = Math.Max(LeastDocuments, steps * recipe.SequencesPerStep);
        CorpusDocument[] documents = [.. _corpus.Documents(count + recipe.HeldOutDocuments)];
        Vocabulary = BytePairTrainer.Train(documents.Take(count).Select(document => document.Text), recipe.VocabularySize);
        Tokenizer = new BytePairTokenizer(Vocabulary);
        HeldOut = Sequences(documents.Skip(count), recipe.JoinedShare, "held-out sequences", answerWeight: 1);

        ITrainingBatches batches = Shuffled(Sequences(documents.Take(count), recipe.JoinedShare, "sequences", recipe.AnswerWeight), recipe.SequencesPerStep);
        foreach (TinyModelLesson lesson in recipe.LessonsTaken.Reverse())
        {
            batches = new StagedBatches(Of(lesson, beyond: documents.Length), lesson.Steps, batches);
        }

        Batches = batches;
        IEnumerable<CorpusDocument> closing = new CorpusGenerator(recipe.Seed, recipe.Closing.Mixture)
            .From(documents.Length, _ => true).Take(Math.Max(1, recipe.ClosingSteps * recipe.Closing.SequencesPerStep));
        ClosingBatches = Shuffled(Sequences(closing, recipe.JoinedShare, "closing sequences", recipe.AnswerWeight), recipe.Closing.SequencesPerStep);
    }

    public BytePairVocabulary Vocabulary { get; }

    public BytePairTokenizer Tokenizer { get; }

    public ITrainingBatches Batches { get; }

    public ITrainingBatches ClosingBatches { get; }

    public IReadOnlyList<TrainingSequence> HeldOut { get; }

    private ShuffledBatches Of(TinyModelLesson lesson, int beyond)
    {
        IEnumerable<CorpusDocument> documents = _corpus.From(beyond, lesson.Kinds.Contains).Take(lesson.Steps * lesson.SequencesPerStep);
        return Shuffled(Sequences(documents, joinedShare: 0, $"sequences of {string.Join(", ", lesson.Kinds)}", _recipe.AnswerWeight), lesson.SequencesPerStep);
    }

    private ShuffledBatches Shuffled(IReadOnlyList<TrainingSequence> sequences, int perStep) => new(sequences, perStep, _recipe.Seed);

    private IReadOnlyList<TrainingSequence> Sequences(IEnumerable<CorpusDocument> documents, double joinedShare, string purpose, float answerWeight) =>
        new DocumentSequences(Tokenizer.EndOfText!.Value, _recipe.ContextLength, joinedShare).Of(
            documents.Select(document => WeightedDocument.Encode(Tokenizer, document, answerWeight)),
            new SeededRandom(_recipe.Seed, purpose));
}
