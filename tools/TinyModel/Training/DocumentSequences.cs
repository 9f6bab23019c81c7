using LogitLens.Training;

namespace TinyModel.Training;

/// <summary>
/// Makes sequences of documents. Most are one document each, because that is how prompts come: at position 0, nothing before them. A share
/// is joined by <c>&lt;|endoftext|&gt;</c> up to the context's length, so that late positions are learnt too. Half of all begin
/// with <c>&lt;|endoftext|&gt;</c>, since some put it before their prompts and some do not.
/// </summary>
/// <param name="endOfText">The id of <c>&lt;|endoftext|&gt;</c>.</param>
/// <param name="contextLength">Sequences have at most one token more than this; what goes beyond is cut off.</param>
/// <param name="joinedShare">The share of sequences that are joined documents.</param>
internal sealed class DocumentSequences(int endOfText, int contextLength, double joinedShare)
{
    private const int Grain = 1000;

    /// <summary>Takes the documents in their order.</summary>
    public IReadOnlyList<TrainingSequence> Of(IEnumerable<WeightedDocument> documents, SeededRandom random)
    {
        List<TrainingSequence> sequences = [];
        List<int> tokens = [];
        List<float> weights = [];
        bool joining = false;
        foreach (WeightedDocument document in documents)
        {
            if (tokens.Count == 0)
            {
                joining = random.Next(Grain) < joinedShare * Grain;
                if (random.Next(2) == 0)
                {
                    tokens.Add(endOfText);
                    weights.Add(1);
                }
            }

            tokens.AddRange([.. document.Tokens, endOfText]);
            weights.AddRange([.. document.Weights, 1]);
            if (!joining || tokens.Count > contextLength)
            {
                Finish();
            }
        }

        if (tokens.Count > 0)
        {
            Finish();
        }

        return sequences;

        void Finish()
        {
            int length = Math.Min(tokens.Count, contextLength + 1);
            sequences.Add(new TrainingSequence([.. tokens.Take(length)], [.. weights.Take(length)]));
            tokens.Clear();
            weights.Clear();
        }
    }
}
