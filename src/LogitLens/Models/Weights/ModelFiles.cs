using LogitLens.Checkpoints;
using LogitLens.Tokenizers;

namespace LogitLens.Models;

/// <summary>A model's folder with all that is cheap to read: its shape and its tokenizer. The weights come with <see cref="Load"/>.</summary>
/// <param name="Id">The name, Hub id or folder that the user gave.</param>
/// <param name="Folder">A folder in Hugging Face layout.</param>
/// <param name="Config">The model's shape.</param>
/// <param name="Tokenizer">The tokenizer; null where the folder has none, and only token ids can be given.</param>
public sealed record ModelFiles(string Id, string Folder, ModelConfig Config, BytePairTokenizer? Tokenizer)
{
    /// <summary>Reads a folder's configuration and tokenizer.</summary>
    /// <param name="folder">Holds config.json, weights, and mostly a tokenizer.</param>
    /// <param name="id">The name to call it by.</param>
    /// <param name="tokenizerPath">Another folder, or a tokenizer.json, to take the tokenizer from.</param>
    /// <exception cref="InputException">Something in the folder is missing or does not fit.</exception>
    public static ModelFiles Open(string folder, string id, string? tokenizerPath = null)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"{folder}: no such folder");
        }

        ModelConfig config = ModelConfigFile.Read(Path.Combine(folder, "config.json"));
        BytePairTokenizer? tokenizer = ReadTokenizer(folder, tokenizerPath);
        return tokenizer?.VocabularySize > config.VocabularySize
            ? throw new InputException(
                $"{tokenizerPath ?? folder}: the tokenizer has {tokenizer.VocabularySize} tokens, the model {config.VocabularySize}; they do not belong "
                + "together")
            : new ModelFiles(id, folder, config, tokenizer);
    }

    /// <summary>The tokenizer, for work that cannot do without.</summary>
    /// <exception cref="InputException">The model's folder has no tokenizer.</exception>
    public BytePairTokenizer RequireTokenizer() => Tokenizer ?? throw new InputException(
        $"{Folder}: no tokenizer ({TokenizerFolder.Expected}); give --tokenizer PATH, or token ids instead of text");

    /// <summary>Refuses a model for classification where one that goes on with a text is needed.</summary>
    /// <param name="what">What needs it, as the message's beginning: "perplexity".</param>
    /// <exception cref="InputException">The model has a head of classes.</exception>
    public void RequireLanguageModel(string what)
    {
        if (Config.Head is { } head)
        {
            throw new InputException($"{what} needs a model that goes on with a text, and {Id} tells classes apart ({string.Join(", ", head.Labels)})");
        }
    }

    /// <summary>Reads the weights.</summary>
    /// <param name="dtype">The type to compute in.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="InputException">The checkpoint is missing or does not fit the configuration.</exception>
    public Transformer Load(ScalarType dtype, Device device)
    {
        using Checkpoint checkpoint = ModelFolder.OpenCheckpoint(Folder);
        return new Transformer(Config, WeightsFile.Load(checkpoint, Config, dtype, device));
    }

    /// <summary>Reads the embeddings, the final norm and the unembedding alone: a model without blocks.</summary>
    /// <param name="dtype">The type to compute in.</param>
    /// <param name="device">Where to compute.</param>
    /// <exception cref="InputException">The checkpoint is missing or does not fit the configuration.</exception>
    public Transformer LoadReadout(ScalarType dtype, Device device)
    {
        using Checkpoint checkpoint = ModelFolder.OpenCheckpoint(Folder);
        return new Transformer(Config with { Layers = 0 }, WeightsFile.Load(checkpoint, Config, dtype, device, layers: 0));
    }

    /// <summary>SHA-256 over the weights' files, in hexadecimal.</summary>
    public string WeightsSha256()
    {
        using Checkpoint checkpoint = ModelFolder.OpenCheckpoint(Folder);
        string[] hashes = [.. ModelFolder.WeightPaths(checkpoint).Select(FileHash.Sha256)];
        return hashes.Length == 1
            ? hashes[0]
            : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Concat(hashes))));
    }

    private static BytePairTokenizer? ReadTokenizer(string folder, string? path) => path switch
    {
        not null when File.Exists(path) => BytePairTokenizer.FromTokenizerJson(path),
        not null => BytePairTokenizer.FromFolder(path),
        _ => TokenizerFolder.HasAny(folder) ? BytePairTokenizer.FromFolder(folder) : null,
    };
}
