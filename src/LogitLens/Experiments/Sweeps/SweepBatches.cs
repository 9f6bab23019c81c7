using LogitLens.Models;
using LogitLens.Options;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Cuts a sweep's examples into batches of like lengths.</summary>
internal static class SweepBatches
{
    /// <summary>Cuts examples into batches, the longest first.</summary>
    /// <param name="data">The prompts.</param>
    /// <param name="examples">Places in the data.</param>
    /// <param name="config">The model's shape.</param>
    /// <param name="run">The batch size that was asked for, and the memory; half of it is left to stacks.</param>
    /// <param name="device">Where the batches will be computed.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Cut(SweptData data, IEnumerable<int> examples, ModelConfig config, RunOptions run, string device)
    {
        // A batch keeps the clean stream of each layer beside the stack that runs: the budget is for both.
        long width = data.Examples.Max(example => example.Ids.Length);
        long block = LengthBatches.BytesPerExample(config, (int)width, 0);
        long kept = sizeof(float) * config.Layers * width * config.ModelWidth * (data.Examples[0].SourceIds is null ? 1 : 2);
        long budget = (long)(run.Memory.Bytes / 2 * ((double)block / (block + kept)));
        LengthBatches lengths = new(config, run with { Memory = new ByteSize(Math.Max(budget, 1)) }, device);
        return lengths.Cut(examples, data.LengthOf, data.Shared);
    }
}
