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
        using ModelTrainer trainer = new(transformer, material.Batches, recipe.Training);

        long tokens = 0;
        progress.Begin("training", recipe.Steps, unit: "steps");
        trainer.Run(
            step =>
            {
                tokens += step.Tokens;
                progress.Advance(1);
                if (step.Number % StepsBetweenNotes == 0)
                {
                    progress.Note($"step {step.Number} of {recipe.Steps}: loss {step.Loss:F3}");
                }
            },
            cancellation);
        progress.End();

        TinyModelReport report = new(config.ParameterCount, tokens, trainer.Evaluate(material.HeldOut));
        Directory.CreateDirectory(folder);
        material.Vocabulary.Save(folder);
        ModelConfigFile.Write(Path.Combine(folder, "config.json"), config, material.Tokenizer.EndOfText);
        WeightsFile.Save(Path.Combine(folder, "model.safetensors"), transformer.Weights);
        File.WriteAllText(Path.Combine(folder, "README.md"), TinyModelCard.Text(recipe, config, report));
        return report;
    }
}
