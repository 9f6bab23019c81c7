using LogitLens.Datasets;

namespace LogitLens.Training;

/// <summary>
/// Which sequences each step takes: all of them once in a random order, then all in another order, and so on. It is a function of
/// the seed and the step, so a resumed run goes on as it would have.
/// </summary>
internal sealed class SequenceOrder(int count, int perStep, long seed)
{
    private long _epoch = -1;
    private int[] _order = [];

    /// <summary>The indices of a step's sequences; steps count from 0.</summary>
    public int[] OfStep(long step) =>
        [.. Enumerable.Range(0, perStep).Select(offset => step * perStep + offset).Select(draw => OrderOf(draw / count)[draw % count])];

    private int[] OrderOf(long epoch)
    {
        if (epoch != _epoch)
        {
            _order = [.. Enumerable.Range(0, count)];
            new SeededRandom(seed, $"order of epoch {epoch}").Shuffle(_order);
            _epoch = epoch;
        }

        return _order;
    }
}
