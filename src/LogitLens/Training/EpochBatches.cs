namespace LogitLens.Training;

/// <summary>Whole epochs: each sequence once in each, in an order of the epoch's own. The last batch of an epoch has what is left.</summary>
public sealed class EpochBatches : ITrainingBatches
{
    private readonly long _seed;
    private readonly Func<SeededRandom, IReadOnlyList<IReadOnlyList<TrainingSequence>>> _shuffle;
    private long _epoch = -1;
    private IReadOnlyList<IReadOnlyList<TrainingSequence>> _batches = [];

    private EpochBatches(int stepsPerEpoch, long seed, Func<SeededRandom, IReadOnlyList<IReadOnlyList<TrainingSequence>>> shuffle) =>
        (StepsPerEpoch, _seed, _shuffle) = (stepsPerEpoch, seed, shuffle);

    /// <summary>Steps that take in every sequence once.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Batches of so many sequences, drawn anew in each epoch.</summary>
    /// <param name="sequences">What to learn from, one or more.</param>
    /// <param name="perStep">Sequences of a step.</param>
    /// <param name="seed">What orders follow from.</param>
    public static EpochBatches OfSize(IReadOnlyList<TrainingSequence> sequences, int perStep, long seed) => new(
        (int)(((long)sequences.Count + perStep - 1) / perStep),
        seed,
        random => [.. Shuffled(sequences, random).Chunk(perStep)]);

    /// <summary>
    /// Batches of at most so many tokens, padding counted, from sequences sorted by length, so that hardly any is padding. Which sequences
    /// share a batch stays; the batches' order is drawn anew in each epoch.
    /// </summary>
    /// <param name="sequences">What to learn from, one or more.</param>
    /// <param name="tokens">The most tokens of a batch; a sequence that has more is a batch of its own.</param>
    /// <param name="perStep">Batches of a step.</param>
    /// <param name="seed">What orders follow from.</param>
    public static EpochBatches OfTokens(IReadOnlyList<TrainingSequence> sequences, int tokens, int perStep, long seed)
    {
        // Ties in length are broken by the seed, not by the file's order, which may go by class.
        IReadOnlyList<IReadOnlyList<TrainingSequence>> cut = MicroBatches.Cut(Shuffled(sequences, new SeededRandom(seed, "sequences of like length")), tokens);
        return new EpochBatches(
            (cut.Count + perStep - 1) / perStep,
            seed,
            random => [.. Shuffled(cut, random).Chunk(perStep).Select(batches => (IReadOnlyList<TrainingSequence>)[.. batches.SelectMany(batch => batch)])]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrainingSequence> OfStep(long step)
    {
        (long epoch, long place) = Math.DivRem(step, StepsPerEpoch);
        if (epoch != _epoch)
        {
            _batches = _shuffle(new SeededRandom(_seed, $"order of epoch {epoch}"));
            _epoch = epoch;
        }

        return _batches[(int)place];
    }

    private static T[] Shuffled<T>(IReadOnlyList<T> items, SeededRandom random)
    {
        T[] order = [.. items];
        random.Shuffle(order);
        return order;
    }
}
