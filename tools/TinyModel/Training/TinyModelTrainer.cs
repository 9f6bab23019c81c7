using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Training;

namespace TinyModel.Training;

/// <summary>
/// Makes the tiny model from nothing: writes text, learns a vocabulary on it, trains a GPT-2 on it, and saves both in Hugging Face layout.
/// </summary>
public static class TinyModelTrainer
{
    private const int StepsBetweenNotes = 100;

    /// <summary>Follows a recipe and writes the model's folder.</summary>
    /// <param name="recipe">What to make.</param>
    /// <param name="folder">Receives config.json, model.safetensors, vocab.json, merges.txt and README.md; made if need be.</param>
    /// <param name="progress">Hears how training gets on.</param>
    /// <param name="cancellation">Asks to stop; nothing is written then.</param>
    public static TinyModelReport Train(TinyModelRecipe recipe, string folder, IProgressSink progress, CancellationToken cancellation = default)
    {
        progress.Begin("writing the text and learning its vocabulary", total: 1, unit: "corpus");
        TinyModelMaterial material = new(recipe);
        progress.End();
        ModelConfig config = recipe.Config(material.Vocabulary.Size);
        using Transformer transformer = new(config, ModelWeights.Random(config, recipe.Seed));

        long tokens = 0;
        int done = 0;
        progress.Begin("training", recipe.Steps, unit: "steps");
        Learn(material.Batches, recipe.Training);
        Learn(material.ClosingBatches, recipe.ClosingTraining);
        progress.End();

        double heldOutLoss = ((ITrainingObjective)new NextTokenObjective()).Mean(transformer, material.HeldOut, recipe.Training.TokensAtOnce);
        TinyModelReport report = new(config.ParameterCount, tokens, heldOutLoss);
        Directory.CreateDirectory(folder);
        material.Vocabulary.Save(folder);
        ModelConfigFile.Write(Path.Combine(folder, "config.json"), config, material.Tokenizer.EndOfText);
        WeightsFile.Save(Path.Combine(folder, "model.safetensors"), transformer.Weights);
        File.WriteAllText(Path.Combine(folder, "README.md"), TinyModelCard.Text(recipe, config, report));
        return report;

        void Learn(ITrainingBatches batches, TrainingOptions options)
        {
            using ModelTrainer trainer = new(transformer, batches, options);
            trainer.Run(
                step =>
                {
                    tokens += step.Tokens;
                    done++;
                    progress.Advance(1);
                    if (done % StepsBetweenNotes == 0)
                    {
                        progress.Note($"step {done} of {recipe.Steps}: loss {step.Loss:F3}");
                    }
                },
                cancellation);
        }
    }
}
