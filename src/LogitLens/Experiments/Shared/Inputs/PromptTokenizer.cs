using LogitLens.Datasets;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments;

/// <summary>Byte-level BPE as the prompts see it.</summary>
internal sealed class PromptTokenizer : IPromptTokenizer
{
    private readonly BytePairTokenizer? _tokenizer;

    private PromptTokenizer(BytePairTokenizer? tokenizer) => _tokenizer = tokenizer;

    /// <summary>A tokenizer for prompts; null where all prompts are token ids.</summary>
    public static IPromptTokenizer Of(BytePairTokenizer? tokenizer) => new PromptTokenizer(tokenizer);

    public IReadOnlyList<TokenPiece> Encode(string text)
    {
        EncodedText encoded = (_tokenizer ?? throw new InvalidOperationException("token ids need no tokenizer")).EncodeWithRanges(text);
        return [.. encoded.Ids.Zip(encoded.Ranges, (id, range) => new TokenPiece(id, range.Start, range.End))];
    }
}
