using LogitLens.Models;
using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>Cuts texts that are written on from into batches of like lengths whose passes, keys and values keep within the memory.</summary>
/// <param name="run">The batch size that was asked for and the memory to keep within.</param>
internal sealed class WritingBatches(ModelConfig config, RunOptions run, Device device)
{
    // Judges see a setting's texts of a batch at once, and few rows keep what an interrupted run loses small.
    private const int MostRows = 64;

    // A row may run three times beside itself: without steering, with it, and as the text that is written without.
    private const int MemoryShare = 4;

    /// <summary>The texts by place, the longest first.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="lengthOf">The tokens that one begins with.</param>
    /// <param name="positions">The most tokens of one, with what goes before it and what is written after it.</param>
    public IEnumerable<int[]> Cut(int count, Func<int, int> lengthOf, int positions)
    {
        int rows = run.Batch.Size.Count
            ?? Math.Clamp(new QuestionBatches(config, run, device).RowsWithin(run.Batch.Memory.Bytes / MemoryShare, positions), 1, MostRows);
        return new LengthBatches(config, run, device).Cut(Enumerable.Range(0, count), lengthOf, shared: 0).SelectMany(batch => batch.Chunk(rows));
    }
}
