using LogitLens.TestSupport;
using LogitLens.Tokenizers;
using TinyModel.Training;

namespace LogitLens.Tests.Tokenizers;

/// <summary>The tokenizers that tests share: a small one that is always there, and GPT-2's where the shared data is.</summary>
internal static class TokenizerFixtures
{
    private static readonly Lazy<BytePairTokenizer> s_lazySmall = new(() => new BytePairTokenizer(BytePairTrainer.Train(
        ["the cat sat on the mat; the dog's hat isn't the cat's.", "  the  cats\n\nand the dogs 123 123 😀😀 été été"], 270)));

    private static readonly Lazy<BytePairTokenizer> s_lazyGpt2 =
        new(() => BytePairTokenizer.FromFolder(SharedFiles.Require("data/gpt2-tokenizer")));

    public static BytePairTokenizer Small => s_lazySmall.Value;

    /// <summary>Skips the test where the shared data is absent.</summary>
    public static BytePairTokenizer Gpt2
    {
        get
        {
            SharedFiles.Require("data/gpt2-tokenizer");
            return s_lazyGpt2.Value;
        }
    }
}
