using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>
/// Predicting each token from those before it: cross-entropy in nats, in float32 whatever the weights' type. Padding and tokens of weight
/// zero are predicted by nobody: no logits are computed for them.
/// </summary>
/// <param name="labelSmoothing">See <see cref="SmoothedCrossEntropy"/>.</param>
public sealed class NextTokenObjective(double labelSmoothing = 0) : ITrainingObjective
{
    /// <inheritdoc/>
    public Tensor Sum(Transformer transformer, IReadOnlyList<TrainingSequence> sequences, ForwardHooks? hooks = null)
    {
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new([.. sequences.Select(sequence => sequence.Tokens[..^1])]);
        Predictions predictions = new(sequences, batch.Width);
        if (predictions.Rows.Count == 0)
        {
            return zeros([], ScalarType.Float32, transformer.Device).MoveToOuterDisposeScope();
        }

        Tensor residual = transformer.RunBlocks(transformer.Embed(batch, hooks: hooks), new PartialRun { Hooks = hooks }); // [batch, position, d_model]
        Tensor predicting = residual.reshape(-1, transformer.Config.ModelWidth)
            .index_select(0, tensor(predictions.Rows.ToArray(), device: transformer.Device));        // [n, d_model]
        Tensor logits = transformer.Unembed(transformer.FinalNorm(predicting, hooks)).to(ScalarType.Float32); // [n, vocabulary]
        Tensor losses = SmoothedCrossEntropy.Of(logits, tensor(predictions.Targets.ToArray(), device: transformer.Device), labelSmoothing);
        return losses.mul(tensor(predictions.Weights.ToArray(), device: transformer.Device)).sum().MoveToOuterDisposeScope();
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
