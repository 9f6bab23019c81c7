using LogitLens.Models;

namespace LogitLens.Training;

/// <summary>
/// Predicting a text's class by a head on its last real token, as Hugging Face's <c>GPT2ForSequenceClassification</c> does. The last block runs
/// for that token alone.
/// </summary>
/// <param name="labelSmoothing">See <see cref="SmoothedCrossEntropy"/>.</param>
public sealed class ClassObjective(double labelSmoothing = 0) : ITrainingObjective
{
    /// <inheritdoc/>
    public Tensor Sum(Transformer transformer, IReadOnlyList<TrainingSequence> sequences, ForwardHooks? hooks = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = Logits(transformer, [.. sequences.Select(sequence => sequence.Tokens)], hooks).to(ScalarType.Float32); // [row, class]
        long[] labels = [.. sequences.Select(sequence => (long)sequence.Label!.Value)];
        Tensor losses = SmoothedCrossEntropy.Of(logits, tensor(labels, device: transformer.Device), labelSmoothing);
        float[] weights = [.. sequences.Select(sequence => (float)sequence.TotalWeight)];
        return losses.mul(tensor(weights, device: transformer.Device)).sum().MoveToOuterDisposeScope();
    }

    /// <summary>The logits at each text's last token, [row, class].</summary>
    internal static Tensor Logits(Transformer transformer, IReadOnlyList<int[]> texts, ForwardHooks? hooks = null)
    {
        using DisposeScope scope = NewDisposeScope();
        return transformer.Unembed(Normalized(transformer, texts, hooks)).select(1, 0).MoveToOuterDisposeScope();
    }

    /// <summary>What a head reads: the normalised stream at each text's last token, [row, 1, d_model].</summary>
    internal static Tensor Normalized(Transformer transformer, IReadOnlyList<int[]> texts, ForwardHooks? hooks = null)
    {
        using DisposeScope scope = NewDisposeScope();
        TokenBatch batch = new(texts);
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1], ScalarType.Int64, transformer.Device);
        Tensor residual = transformer.RunBlocks(transformer.Embed(batch, hooks: hooks), new PartialRun { Positions = last, Hooks = hooks });
        return transformer.FinalNorm(residual, hooks).MoveToOuterDisposeScope();
    }
}
