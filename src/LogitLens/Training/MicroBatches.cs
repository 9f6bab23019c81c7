namespace LogitLens.Training;

/// <summary>
/// Cuts a batch into parts that go through the model one after another, their gradients added up. Sequences of like length go
/// together, so that little is padding; the sum over the parts is the batch's, whatever the cut.
/// </summary>
public static class MicroBatches
{
    /// <summary>Parts of at most <paramref name="maxTokens"/> tokens, padding counted, or of one sequence that is longer than that.</summary>
    /// <param name="sequences">The batch.</param>
    /// <param name="maxTokens">The most tokens of a part.</param>
    /// <param name="maxSequences">The most sequences of a part; null for any number.</param>
    public static IReadOnlyList<IReadOnlyList<TrainingSequence>> Cut(IReadOnlyList<TrainingSequence> sequences, int maxTokens, int? maxSequences = null)
    {
        List<IReadOnlyList<TrainingSequence>> parts = [];
        List<TrainingSequence> part = [];
        foreach (TrainingSequence sequence in sequences.OrderByDescending(sequence => sequence.InputLength))
        {
            if (part.Count > 0 && (part.Count == maxSequences || (part.Count + 1) * part[0].InputLength > maxTokens))
            {
                parts.Add(part);
                part = [];
            }

            part.Add(sequence);
        }

        if (part.Count > 0)
        {
            parts.Add(part);
        }

        return parts;
    }
}
