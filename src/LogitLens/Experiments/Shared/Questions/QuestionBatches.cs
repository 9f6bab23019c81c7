using LogitLens.Models;
using LogitLens.Options;

namespace LogitLens.Experiments;

/// <summary>Cuts questions into batches whose passes, and whose keys and values while they are continued, keep within the memory.</summary>
/// <param name="run">The batch size that was asked for and the memory to keep within.</param>
internal sealed class QuestionBatches(ModelConfig config, RunOptions run, Device device)
{
    /// <summary>The questions by place, in batches of like lengths, the longest first.</summary>
    /// <param name="room">How many tokens a prompt may be continued by.</param>
    public IEnumerable<IReadOnlyList<int>> Cut(ConditionPrompts prompts, int room)
    {
        int LengthOf(int question) => prompts.Prompts[question].Ids.Count;
        return new LengthBatches(config, run, device)
            .Cut(Enumerable.Range(0, prompts.Prompts.Count), question => LengthOf(question) - prompts.SharedLength, prompts.SharedLength)
            .SelectMany(batch => batch.Chunk(
                run.Batch.Size.Count ?? Math.Clamp(RowsWithin(run.Batch.Memory.Bytes, LengthOf(batch[0]) + room), 1, batch.Count)));
    }

    /// <summary>How many rows' keys, values and logits a memory holds.</summary>
    /// <param name="positions">Tokens of a row, its continuation's among them.</param>
    public int RowsWithin(long bytes, int positions)
    {
        long bytesPerRow = sizeof(float) * ((2L * config.Layers * positions * config.ModelWidth) + (3L * config.VocabularySize));
        return (int)Math.Min(bytes / bytesPerRow, int.MaxValue);
    }
}
