using LogitLens.Models;
using LogitLens.Options;

namespace LogitLens.Experiments;

/// <summary>
/// Cuts work into batches of like lengths, the longest first: little is padded, and a batch too large for the machine shows at once.
/// </summary>
public sealed class LengthBatches
{
    private const int CpuTokens = 2048;
    private const int CudaTokens = 65536;

    // A batch of an eighth of the most tokens keeps a device nearly as busy.
    private const int EnoughShare = 8;
    private const double LeastLength = 0.8;

    // So many that shards of them have like work, where that leaves a device busy.
    private const int WantedBatches = 16;

    private readonly ModelConfig _config;
    private readonly BatchSize _size;
    private readonly long _memory;

    /// <summary>Sets how batches are cut.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="run">The batch size that was asked for and the memory to keep within.</param>
    /// <param name="device">Where the batches will be computed.</param>
    public LengthBatches(ModelConfig config, RunOptions run, Device device)
    {
        _config = config;
        _size = run.Batch.Size;
        _memory = run.Batch.Memory.Bytes;
        MostTokens = UsefulTokens(IsCuda(device));
    }

    /// <summary>How many tokens a batch may have.</summary>
    public int MostTokens { get; init; }

    /// <summary>Whether batches are cut by size alone, their user taking care of unlike lengths.</summary>
    public bool Mixed { get; init; }

    /// <summary>Whether a device is a GPU.</summary>
    internal static bool IsCuda(Device device) => device.type == DeviceType.CUDA;

    /// <summary>How many tokens at once a device has use for: past a few thousand a CPU's products gain nothing, and caches lose.</summary>
    internal static int UsefulTokens(bool cuda) => cuda ? CudaTokens : CpuTokens;

    /// <summary>How many tokens keep a device nearly as busy.</summary>
    internal static int EnoughTokens(bool cuda) => UsefulTokens(cuda) / EnoughShare;

    /// <summary>Cuts items into batches; ties keep the order given.</summary>
    /// <param name="items">The items.</param>
    /// <param name="length">Tokens of an item that are computed.</param>
    /// <param name="shared">Tokens before them that all items share.</param>
    public IReadOnlyList<IReadOnlyList<T>> Cut<T>(IEnumerable<T> items, Func<T, int> length, int shared)
    {
        List<IReadOnlyList<T>> batches = [];
        T[] sorted = [.. items.OrderByDescending(length)];
        long all = sorted.Sum(item => (long)length(item));
        int most = Mixed ? MostTokens : (int)Math.Clamp(all / WantedBatches, MostTokens / EnoughShare, MostTokens);
        for (int start = 0; start < sorted.Length;)
        {
            int left = sorted.Length - start, longest = length(sorted[start]);
            int count = _size.Count is { } asked
                ? Math.Min(asked, left)
                : CountAlike(longest, [.. sorted.Skip(start).Take(CountThatFits(longest, shared, most)).Select(length)]);
            batches.Add(sorted[start..(start + count)]);
            start += count;
        }

        return batches;
    }

    // Lengths fall. Items much shorter than the first are left to the next batch, where this one fills the machine without them.
    private int CountAlike(int longest, int[] lengths)
    {
        int alike = Mixed ? -1 : Array.FindIndex(lengths, length => length < LeastLength * longest);
        return alike < 0 ? lengths.Length : Math.Min(lengths.Length, Math.Max(alike, EnoughItems(longest)));
    }

    private int EnoughItems(int longest) => (int)Math.Ceiling((double)MostTokens / EnoughShare / longest);

    private int CountThatFits(int length, int shared, int most)
    {
        long byMemory = _memory / BytesPerExample(_config, length, shared);
        return (int)Math.Clamp(Math.Min(byMemory, most / length), 1, int.MaxValue);
    }

    /// <summary>
    /// What one block holds at its widest, in float32: the stream, its norm, queries, keys and values with their copies by head, scores
    /// and pattern, the MLP's hidden layer before and after its nonlinearity.
    /// </summary>
    internal static long BytesPerExample(ModelConfig config, int length, int shared)
    {
        long stream = 12L * length * config.ModelWidth + 4L * shared * config.ModelWidth;
        long attention = 3L * config.Heads * length * (length + shared);
        long hidden = 3L * length * config.MlpWidth;
        return sizeof(float) * (stream + attention + hidden);
    }
}
