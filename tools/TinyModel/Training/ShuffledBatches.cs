using LogitLens.Training;

namespace TinyModel.Training;

/// <summary>All sequences once in a random order, then all in another order, and so on.</summary>
internal sealed class ShuffledBatches : ITrainingBatches
{
    private readonly IReadOnlyList<TrainingSequence> _sequences;
    private readonly int _perStep;
    private readonly long _seed;
    private long _epoch = -1;
    private int[] _order = [];

    /// <summary>Makes batches of the same number of sequences.</summary>
    /// <param name="sequences">What to learn from.</param>
    /// <param name="perStep">Sequences in each step's batch.</param>
    /// <param name="seed">The seed of the orders.</param>
    /// <exception cref="ArgumentException">There is no sequence, or one predicts nothing.</exception>
    public ShuffledBatches(IReadOnlyList<TrainingSequence> sequences, int perStep, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perStep);
        if (sequences.Count == 0 || sequences.Any(sequence => sequence.TotalWeight == 0))
        {
            throw new ArgumentException("there is a sequence to learn from, and each predicts something", nameof(sequences));
        }

        _sequences = sequences;
        _perStep = perStep;
        _seed = seed;
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingSequence> OfStep(long step)
    {
        TrainingSequence[] batch = new TrainingSequence[_perStep];
        for (int i = 0; i < _perStep; i++)
        {
            (long epoch, long place) = Math.DivRem(step * _perStep + i, _sequences.Count);
            batch[i] = _sequences[OrderOf(epoch)[place]];
        }

        return batch;
    }

    private int[] OrderOf(long epoch)
    {
        if (epoch != _epoch)
        {
            _order = [.. Enumerable.Range(0, _sequences.Count)];
            new SeededRandom(_seed, $"order of epoch {epoch}").Shuffle(_order);
            _epoch = epoch;
        }

        return _order;
    }
}
