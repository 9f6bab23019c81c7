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

    private readonly ModelConfig _config;
    private readonly BatchSize _size;
    private readonly long _memory;
    private readonly int _mostTokens;

    /// <summary>Sets how batches are cut.</summary>
    /// <param name="config">The model's shape.</param>
    /// <param name="run">The batch size that was asked for and the memory to keep within.</param>
    /// <param name="device">Where the batches will be computed.</param>
    public LengthBatches(ModelConfig config, RunOptions run, string device)
    {
        _config = config;
        _size = run.BatchSize;
        _memory = run.Memory.Bytes;

        // Past a few thousand tokens a CPU's matrix products gain nothing more, and caches lose.
        _mostTokens = device.StartsWith("cuda", StringComparison.Ordinal) ? CudaTokens : CpuTokens;
    }

    /// <summary>Cuts items into batches; ties keep the order given.</summary>
    /// <param name="items">The items.</param>
    /// <param name="length">Tokens of an item that are computed.</param>
    /// <param name="shared">Tokens before them that all items share.</param>
    public IReadOnlyList<IReadOnlyList<T>> Cut<T>(IEnumerable<T> items, Func<T, int> length, int shared)
    {
        List<IReadOnlyList<T>> batches = [];
        T[] sorted = [.. items.OrderByDescending(length)];
        for (int start = 0; start < sorted.Length;)
        {
            int count = Math.Min(CountAt(length(sorted[start]), shared), sorted.Length - start);
            batches.Add(sorted[start..(start + count)]);
            start += count;
        }

        return batches;
    }

    private int CountAt(int length, int shared)
    {
        if (_size.Count is { } asked)
        {
            return asked;
        }

        long byMemory = _memory / BytesPerExample(length, shared);
        return (int)Math.Clamp(Math.Min(byMemory, _mostTokens / length), 1, int.MaxValue);
    }

    // What one block holds at its widest, in float32: the stream, its norm, queries, keys and values with their copies by head,
    // scores and pattern, the MLP's hidden layer before and after its nonlinearity.
    private long BytesPerExample(int length, int shared)
    {
        long stream = 12L * length * _config.ModelWidth + 4L * shared * _config.ModelWidth;
        long attention = 3L * _config.Heads * length * (length + shared);
        long hidden = 3L * length * _config.MlpWidth;
        return sizeof(float) * (stream + attention + hidden);
    }
}
