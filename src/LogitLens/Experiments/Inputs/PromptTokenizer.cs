using LogitLens.Datasets.Prompts;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Inputs;

/// <summary>Byte-level BPE as the prompts see it.</summary>
internal sealed class PromptTokenizer(BytePairTokenizer tokenizer) : IPromptTokenizer
{
    public IReadOnlyList<TokenPiece> Encode(string text)
    {
        EncodedText encoded = tokenizer.EncodeWithRanges(text);
        TokenPiece[] pieces = new TokenPiece[encoded.Ids.Length];
        for (int k = 0; k < pieces.Length; k++)
        {
            pieces[k] = new TokenPiece(encoded.Ids[k], encoded.Ranges[k].Start, encoded.Ranges[k].End);
        }

        return pieces;
    }
}
