using LogitLens.Models;
using LogitLens.Options;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Cuts a sweep's examples into batches, which the engine cuts into groups of like length.</summary>
internal static class SweepBatches
{
    // A sweep takes some hundred passes over a batch, and an interrupted one loses its batch: stacked variants fill the device, not examples.
    private const int CpuTokens = 1024;
    private const int CudaTokens = 4096;

    // A quarter of that costs about a hundredth more, so a small sweep is cut into as many batches as that allows.
    private const int LeastShare = 4;
    private const int WantedBatches = 16;

    // The prefix that examples share runs anew for each batch, under every edit.
    private const int TokensPerPrefixToken = 16;

    /// <summary>Cuts examples into batches, the longest first.</summary>
    /// <param name="examples">Places in the data.</param>
    /// <param name="run">The batch size that was asked for, and the memory; half of it is left to stacks.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Cut(SweptData data, IEnumerable<int> examples, ModelConfig config, RunOptions run, Device device)
    {
        int[] all = [.. examples];
        // A batch keeps the clean stream of each layer beside the stack that runs: the budget is for both.
        long width = data.Examples.Max(example => example.Ids.Length);
        long block = LengthBatches.BytesPerExample(config, (int)width, 0);
        long kept = sizeof(float) * config.Layers * width * config.ModelWidth * (data.Examples[0].SourceIds is null ? 1 : 2);
        long budget = (long)(run.Batch.Memory.Bytes / 2 * ((double)block / (block + kept)));
        RunOptions within = run with { Batch = run.Batch with { Memory = new ByteSize(Math.Max(budget, 1)) } };
        int most = LengthBatches.IsCuda(device) ? CudaTokens : CpuTokens;
        int tokens = Math.Clamp(all.Sum(data.LengthOf) / WantedBatches, most / LeastShare, most);
        LengthBatches lengths = new(config, within, device) { Mixed = true, MostTokens = Math.Max(tokens, TokensPerPrefixToken * data.Shared) };
        return lengths.Cut(all, data.LengthOf, data.Shared);
    }
}
