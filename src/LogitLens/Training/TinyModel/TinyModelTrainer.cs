using LogitLens.Corpus;
using LogitLens.Datasets;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Training.TinyModel;

/// <summary>
/// Makes the tiny model from nothing: writes text, learns a vocabulary on it, trains a GPT-2 on it, and saves both in Hugging Face layout.
/// </summary>
public static class TinyModelTrainer
{
    /// <summary>Follows a recipe and writes the model's folder.</summary>
    /// <param name="recipe">What to make.</param>
    /// <param name="folder">Receives config.json, model.safetensors, vocab.json, merges.txt and README.md; made if need be.</param>
    /// <param name="progress">Hears how training gets on.</param>
    /// <param name="cancellation">Asks to stop; nothing is written then.</param>
    public static TinyModelReport Train(TinyModelRecipe recipe, string folder, IProgressSink progress, CancellationToken cancellation = default)
    {
        string[] documents = [.. new CorpusGenerator(recipe.Seed).Documents(recipe.Documents + recipe.HeldOutDocuments).Select(document => document.Text)];
        BytePairVocabulary vocabulary = BytePairTrainer.Train(documents.Take(recipe.Documents), recipe.VocabularySize);
        BytePairTokenizer tokenizer = new(vocabulary);
        DocumentSequences sequences = new(tokenizer.EndOfText!.Value, recipe.ContextLength, recipe.JoinedShare);
        IReadOnlyList<TrainingSequence> training = sequences.Of(
            documents.Take(recipe.Documents).Select(text => WeightedDocument.Encode(tokenizer, text, recipe.AnswerWeight)),
            new SeededRandom(recipe.Seed, "training sequences"));
        IReadOnlyList<TrainingSequence> heldOut = sequences.Of(
            documents.Skip(recipe.Documents).Select(text => WeightedDocument.Encode(tokenizer, text, answerWeight: 1)),
            new SeededRandom(recipe.Seed, "held-out sequences"));

        ModelConfig config = recipe.Config(vocabulary.Size);
        using Transformer transformer = new(config, ModelWeights.Random(config, recipe.Seed));
        using LanguageModelTrainer trainer = new(transformer, training, recipe.Training);
        long tokens = 0;
        progress.Begin("training", recipe.Steps, unit: "steps");
        trainer.Run(
            step =>
            {
                tokens += step.Tokens;
                progress.Advance(1);
                if (step.Number % 100 == 0)
                {
                    progress.Note($"step {step.Number}: loss {step.Loss:F3}");
                }
            },
            cancellation);
        progress.End();

        TinyModelReport report = new(config.ParameterCount, tokens, trainer.Evaluate(heldOut));
        Directory.CreateDirectory(folder);
        vocabulary.Save(folder);
        ModelConfigFile.Write(Path.Combine(folder, "config.json"), config, tokenizer.EndOfText);
        Gpt2Checkpoint.Save(Path.Combine(folder, "model.safetensors"), transformer.Weights);
        File.WriteAllText(Path.Combine(folder, "README.md"), TinyModelCard.Text(recipe, config, report));
        return report;
    }
}
