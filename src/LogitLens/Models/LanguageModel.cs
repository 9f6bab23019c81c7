using LogitLens.Checkpoints;
using LogitLens.Tokenizers;

namespace LogitLens.Models;

/// <summary>A transformer with its tokenizer and where both came from.</summary>
/// <param name="Id">The name, Hub id or folder that the user gave.</param>
/// <param name="Folder">The folder that was read.</param>
/// <param name="Transformer">The model.</param>
/// <param name="Tokenizer">Its tokenizer; null where the folder has none, and only token ids can be given.</param>
/// <param name="WeightFiles">The files that hold the weights.</param>
public sealed record LanguageModel(
    string Id, string Folder, Transformer Transformer, BytePairTokenizer? Tokenizer, IReadOnlyList<string> WeightFiles) : IDisposable
{
    /// <summary>The tokenizer, for work that cannot do without.</summary>
    /// <exception cref="InputException">The model's folder has no tokenizer.</exception>
    public BytePairTokenizer RequireTokenizer() => Tokenizer ?? throw new InputException(
        $"{Folder}: no tokenizer (vocab.json and merges.txt, or tokenizer.json); give --tokenizer FOLDER, or token ids instead of text");

    /// <summary>Reads a model from a folder in Hugging Face layout.</summary>
    /// <param name="folder">Holds config.json, weights, and mostly a tokenizer.</param>
    /// <param name="id">The name to call it by.</param>
    /// <param name="dtype">The type to compute in.</param>
    /// <param name="device">Where to compute.</param>
    /// <param name="tokenizerFolder">Another folder to take the tokenizer from.</param>
    /// <exception cref="InputException">Something in the folder is missing or does not fit.</exception>
    public static LanguageModel Load(string folder, string id, ScalarType dtype, Device device, string? tokenizerFolder = null)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: no such folder");
        }

        ModelConfig config = ModelConfigFile.Read(Path.Combine(folder, "config.json"));
        BytePairTokenizer? tokenizer = ReadTokenizer(tokenizerFolder ?? folder, required: tokenizerFolder is not null);
        if (tokenizer?.VocabularySize > config.VocabularySize)
        {
            throw new InputException(
                $"{folder}: the tokenizer has {tokenizer.VocabularySize} tokens, the model {config.VocabularySize}; they do not belong together");
        }

        using Checkpoint checkpoint = ModelFolder.OpenCheckpoint(folder);
        return new LanguageModel(
            id, folder, new Transformer(config, Gpt2Checkpoint.Load(checkpoint, config, dtype, device)), tokenizer, ModelFolder.WeightPaths(checkpoint));
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => Transformer.Dispose();

    private static BytePairTokenizer? ReadTokenizer(string folder, bool required) =>
        required || TokenizerFolder.HasAny(folder) ? BytePairTokenizer.FromFolder(folder) : null;
}
