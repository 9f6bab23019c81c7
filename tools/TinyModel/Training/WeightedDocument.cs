using LogitLens.Tokenizers;
using TinyModel.Corpus;

namespace TinyModel.Training;

/// <summary>A document's tokens, and how much the prediction of each counts.</summary>
internal sealed record WeightedDocument(int[] Tokens, float[] Weights)
{
    /// <summary>
    /// Encodes a document so that the tokens of its answers count <paramref name="answerWeight"/> times. They are few among words that are
    /// mostly chance, and all that is asked of the model later.
    /// </summary>
    public static WeightedDocument Encode(BytePairTokenizer tokenizer, CorpusDocument document, float answerWeight)
    {
        EncodedText encoded = tokenizer.EncodeWithRanges(document.Text);
        float[] weights = new float[encoded.Ids.Length];
        Array.Fill(weights, 1);
        foreach (TextRange answer in document.Answers)
        {
            (int start, int end) = encoded.PositionsOver(answer);
            weights.AsSpan(start, end - start).Fill(answerWeight);
        }

        return new WeightedDocument(encoded.Ids, weights);
    }
}
