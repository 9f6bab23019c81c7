using LogitLens.Corpus;
using LogitLens.Datasets;
using LogitLens.Tokenizers;

namespace LogitLens.Training.TinyModel;

/// <summary>What a recipe's model learns from: generated documents, a vocabulary learnt on them, and batches of their tokens.</summary>
internal sealed class TinyModelMaterial
{
    private readonly TinyModelRecipe _recipe;

    public TinyModelMaterial(TinyModelRecipe recipe)
    {
        _recipe = recipe;
        CorpusGenerator corpus = new(recipe.Seed);
        int generated = recipe.Documents + recipe.HeldOutDocuments;
        CorpusDocument[] documents = [.. corpus.Documents(generated)];
        IEnumerable<CorpusDocument> single = corpus.Documents(int.MaxValue).Skip(generated).Where(document => IsSingleText(document.Kind));
        Vocabulary = BytePairTrainer.Train(documents.Take(recipe.Documents).Select(document => document.Text), recipe.VocabularySize);
        Tokenizer = new BytePairTokenizer(Vocabulary);

        Batches = new StagedBatches(
            Shuffled(Sequences(single.Take(recipe.FirstSteps * recipe.FirstSequencesPerStep), joinedShare: 0, "first sequences"), recipe.FirstSequencesPerStep),
            recipe.FirstSteps,
            Shuffled(Sequences(documents.Take(recipe.Documents), recipe.JoinedShare, "sequences"), recipe.SequencesPerStep));
        HeldOut = Sequences(documents.Skip(recipe.Documents), recipe.JoinedShare, "held-out sequences", weighted: false);
    }

    public BytePairVocabulary Vocabulary { get; }

    public BytePairTokenizer Tokenizer { get; }

    public ITrainingBatches Batches { get; }

    public IReadOnlyList<TrainingSequence> HeldOut { get; }

    private static bool IsSingleText(DocumentKind kind) =>
        kind is DocumentKind.ReviewZeroShot or DocumentKind.EmotionZeroShot or DocumentKind.TweetZeroShot;

    private ShuffledBatches Shuffled(IReadOnlyList<TrainingSequence> sequences, int perStep) => new(sequences, perStep, _recipe.Seed);

    private IReadOnlyList<TrainingSequence> Sequences(IEnumerable<CorpusDocument> documents, double joinedShare, string purpose, bool weighted = true) =>
        new DocumentSequences(Tokenizer.EndOfText!.Value, _recipe.ContextLength, joinedShare).Of(
            documents.Select(document => WeightedDocument.Encode(Tokenizer, document.Text, weighted ? _recipe.AnswerWeight : 1)),
            new SeededRandom(_recipe.Seed, purpose));
}
