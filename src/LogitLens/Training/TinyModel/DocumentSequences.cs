using LogitLens.Datasets;

namespace LogitLens.Training.TinyModel;

/// <summary>
/// Makes sequences of documents. Most are one document each, because that is how prompts come: at position 0, nothing before them. A share
/// is joined by <c>&lt;|endoftext|&gt;</c> up to the context's length, so that late positions are learnt too. Half of all begin
/// with <c>&lt;|endoftext|&gt;</c>, since some put it before their prompts and some do not.
/// </summary>
internal static class DocumentSequences
{
    /// <summary>Sequences of at most <paramref name="contextLength"/> + 1 tokens; what goes beyond that is cut off.</summary>
    public static IReadOnlyList<TrainingSequence> Of(
        IEnumerable<int[]> documents, int endOfText, int contextLength, double joinedShare, SeededRandom random)
    {
        List<TrainingSequence> sequences = [];
        List<int> tokens = [];
        bool joining = false;
        foreach (int[] document in documents)
        {
            if (tokens.Count == 0)
            {
                joining = random.Next(1000) < joinedShare * 1000;
                tokens.AddRange(random.Next(2) == 0 ? [endOfText] : []);
            }

            tokens.AddRange(document);
            tokens.Add(endOfText);
            if (!joining || tokens.Count > contextLength)
            {
                sequences.Add(new TrainingSequence([.. tokens.Take(contextLength + 1)]));
                tokens.Clear();
            }
        }

        if (tokens.Count > 0)
        {
            sequences.Add(new TrainingSequence([.. tokens.Take(contextLength + 1)]));
        }

        return sequences;
    }
}
