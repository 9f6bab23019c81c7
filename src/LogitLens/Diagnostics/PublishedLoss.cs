using LogitLens.Models;

namespace LogitLens.Diagnostics;

/// <summary>
/// What others have published of real weights: TransformerLens's tests hold the mean loss of "Hello world!" after <c>&lt;|endoftext|&gt;</c> under gpt2
/// (5.3319 nats a token).
/// </summary>
internal static class PublishedLoss
{
    /// <summary>The model that the value is of.</summary>
    public const string Model = "gpt2";

    private const string Text = "Hello world!";
    private const double Loss = 5.3319;

    // Four decimals were published; float32 on another machine moves the fifth.
    private const double Allowed = 1e-3;

    /// <summary>Reads the weights in float32, as published, and computes the loss.</summary>
    /// <exception cref="InputException">The folder is not sound.</exception>
    public static ValueCheck Check(string folder, Device device)
    {
        ModelFiles files = ModelFiles.Open(folder, Model);
        using Transformer model = files.Load(ScalarType.Float32, device);
        return new ValueCheck($"{Model}: loss of \"{Text}\" ({Loss:0.0000} published)", 1, Math.Abs(LossOf(Text, files, model) - Loss), Allowed);
    }

    /// <summary>The mean over a text's tokens of -log p, the first after the end of text, in nats.</summary>
    internal static double LossOf(string text, ModelFiles files, Transformer model)
    {
        int[] tokens = [.. files.RequireTokenizer().Encode(text)];
        int start = files.RequireTokenizer().EndOfText ?? throw new InputException($"{files.Folder}: the tokenizer has no <|endoftext|>");
        return -TokenScores.ContinuationLogProbabilities(model, [([start], tokens)])[0] / tokens.Length;
    }
}
