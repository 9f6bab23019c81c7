using LogitLens.Tokenizers;

namespace LogitLens.Training.TinyModel;

/// <summary>A document's tokens, and how much the prediction of each counts.</summary>
internal sealed record WeightedDocument(int[] Tokens, float[] Weights)
{
    // What stands before an answer in the layouts of the corpus.
    private static readonly string[] s_cues = ["Sentiment:", "Emotion:", "Answer:"];

    /// <summary>
    /// Encodes a text so that the tokens of answers (what follows <c>Sentiment:</c>, <c>Emotion:</c> or <c>Answer:</c> on a line) count
    /// <paramref name="answerWeight"/> times. They are few among words that are mostly chance, and all that is asked of the model later.
    /// </summary>
    public static WeightedDocument Encode(BytePairTokenizer tokenizer, string text, float answerWeight)
    {
        EncodedText encoded = tokenizer.EncodeWithRanges(text);
        float[] weights = new float[encoded.Ids.Length];
        Array.Fill(weights, 1);
        foreach (TextRange answer in Answers(text))
        {
            (int start, int end) = encoded.PositionsOver(answer);
            weights.AsSpan(start, end - start).Fill(answerWeight);
        }

        return new WeightedDocument(encoded.Ids, weights);
    }

    private static IEnumerable<TextRange> Answers(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int newline = text.IndexOf('\n', start);
            int end = newline < 0 ? text.Length : newline;
            string? cue = Array.Find(s_cues, cue => string.CompareOrdinal(text, start, cue, 0, cue.Length) == 0);
            if (cue is not null && start + cue.Length < end)
            {
                yield return new TextRange(start + cue.Length, end);
            }

            start = end + 1;
        }
    }
}
