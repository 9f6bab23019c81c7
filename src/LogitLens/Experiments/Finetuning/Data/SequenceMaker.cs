using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>Makes the sequences that an objective learns from.</summary>
/// <param name="objective">The objective.</param>
/// <param name="rows">What a sequence of language modelling is.</param>
/// <param name="blockSize">Tokens of a block.</param>
/// <param name="endOfText">What parts texts that are joined; null for nothing.</param>
internal sealed class SequenceMaker(FinetuneObjective objective, SequenceRows rows, int blockSize, int? endOfText)
{
    /// <summary>The sequences.</summary>
    /// <param name="examples">The examples, one or more.</param>
    /// <param name="weights">How much each label counts; null for all alike.</param>
    /// <exception cref="InputException">No sequence has anything to predict.</exception>
    public IReadOnlyList<TrainingSequence> Make(IReadOnlyList<TrainingRow> examples, IReadOnlyList<float>? weights = null)
    {
        float WeightOf(TrainingRow row) => weights is null ? 1 : weights[row.Label!.Value];
        TrainingSequence[] made = objective switch
        {
            FinetuneObjective.Head => [.. examples.Select(row => row.OfClass(WeightOf(row)))],
            FinetuneObjective.Label => [.. examples.Select(row => row.OfTarget(WeightOf(row)))],
            _ when rows == SequenceRows.Examples =>
                [.. examples.Select(row => row.Whole).Where(tokens => tokens.Length > 1).Select(tokens => new TrainingSequence(tokens))],
            _ => [.. Blocks(examples)],
        };
        return made.Length > 0 ? made : throw new InputException("no text has two tokens, of which the second could be predicted from the first");
    }

    // Texts end to end, the last block as long as what is left.
    private IEnumerable<TrainingSequence> Blocks(IReadOnlyList<TrainingRow> examples)
    {
        int[] joined = [.. examples.SelectMany(row => endOfText is { } end ? [.. row.Whole, end] : row.Whole)];
        return joined.Chunk(blockSize).Where(block => block.Length > 1).Select(block => new TrainingSequence(block));
    }
}
