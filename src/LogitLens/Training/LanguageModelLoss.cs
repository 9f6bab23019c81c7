using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>
/// Cross-entropy of the next token, in nats and in float32 whatever the weights' type. Padding and tokens of weight zero are
/// predicted by nobody: no logits are computed for them.
/// </summary>
public static class LanguageModelLoss
{
    /// <summary>
    /// The weighted sum of -log p over what the sequences predict, a scalar to differentiate. Divide by the sum of
    /// <see cref="TrainingSequence.TotalWeight"/> for the mean; sums over the parts of a batch add up to the batch's.
    /// </summary>
    public static Tensor Sum(Transformer transformer, IReadOnlyList<TrainingSequence> sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new([.. sequences.Select(sequence => sequence.Tokens[..^1])]);
        Predictions predictions = new(sequences, batch.Width);
        if (predictions.Rows.Count == 0)
        {
            return zeros([], ScalarType.Float32, transformer.Device).MoveToOuterDisposeScope();
        }

        Tensor residual = transformer.RunBlocks(transformer.Embed(batch), new PartialRun());         // [batch, position, d_model]
        Tensor predicting = residual.reshape(-1, transformer.Config.ModelWidth)
            .index_select(0, tensor(predictions.Rows.ToArray(), device: transformer.Device));        // [n, d_model]
        Tensor logits = transformer.Unembed(transformer.FinalNorm(predicting)).to(ScalarType.Float32); // [n, vocabulary]
        Tensor losses = CrossEntropy(logits, tensor(predictions.Targets.ToArray(), device: transformer.Device));
        return losses.mul(tensor(predictions.Weights.ToArray(), device: transformer.Device)).sum().MoveToOuterDisposeScope();
    }

    /// <summary>The weighted mean of -log p over all that the sequences predict, without gradients, a few sequences at a time.</summary>
    public static double Mean(Transformer transformer, IReadOnlyList<TrainingSequence> sequences, int tokensAtOnce)
    {
        using IDisposable gradless = no_grad();
        double sum = 0;
        foreach (IReadOnlyList<TrainingSequence> part in MicroBatches.Cut(sequences, tokensAtOnce))
        {
            using DisposeScope scope = NewDisposeScope();
            sum += Sum(transformer, part).item<float>();
        }

        return sum / sequences.Sum(sequence => sequence.TotalWeight);
    }

    /// <summary>
    /// -log p of a target for each row of float32 logits [n, vocabulary]: [n], in nats. libtorch's own cross-entropy adds up the exponentials
    /// one after the other, and loses those that are small beside the greatest: 3e-5 of a loss of 0.007.
    /// </summary>
    internal static Tensor CrossEntropy(Tensor logits, Tensor targets)
    {
        Tensor centred = logits.sub(logits.detach().amax([1], keepdim: true));
        return centred.logsumexp(1).sub(centred.gather(1, targets.unsqueeze(1)).squeeze(1));
    }

    /// <summary>The rows of a flattened batch, [batch * position], that predict something, with what they predict.</summary>
    private sealed class Predictions
    {
        public Predictions(IReadOnlyList<TrainingSequence> sequences, int width)
        {
            for (int row = 0; row < sequences.Count; row++)
            {
                TrainingSequence sequence = sequences[row];
                for (int position = 1; position < sequence.Tokens.Length; position++)
                {
                    if (sequence.WeightOf(position) > 0)
                    {
                        Rows.Add((long)row * width + position - 1);
                        Targets.Add(sequence.Tokens[position]);
                        Weights.Add(sequence.WeightOf(position));
                    }
                }
            }
        }

        public List<long> Rows { get; } = [];

        public List<long> Targets { get; } = [];

        public List<float> Weights { get; } = [];
    }
}
