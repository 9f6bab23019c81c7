using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>How many rows a stack may have: within a memory budget, and no more than the device has use for.</summary>
/// <param name="Bytes">Memory for the stack.</param>
internal sealed record StackLimit(ModelConfig Config, long Bytes, bool Cuda)
{
    private const int MostOutcomes = 64;

    /// <summary>Rows times d_model of a product that keeps the device busy.</summary>
    public long BusyProduct { get; init; } = LengthBatches.EnoughTokens(Cuda) * 768L;

    /// <summary>How many variants of a batch to stack; at least one.</summary>
    /// <param name="examples">Rows of one variant.</param>
    /// <param name="prefix">Tokens of a prefix before them.</param>
    public int Variants(int examples, int length, int prefix)
    {
        long byMemory = Bytes / (examples * LengthBatches.BytesPerExample(Config, length, prefix));
        long byUse = LengthBatches.UsefulTokens(Cuda) / ((long)examples * length);
        return (int)Math.Clamp(Math.Min(byMemory, byUse), 1, int.MaxValue);
    }

    /// <summary>
    /// How many variants' outcomes, and prefixes with keys and values for this many layers, to keep at a time; at least one.
    /// </summary>
    public int Together(int prefix, int layers)
    {
        if (prefix == 0)
        {
            return MostOutcomes;
        }

        long kept = 2L * sizeof(float) * layers * prefix * Config.ModelWidth;
        long byMemory = Bytes / (kept + LengthBatches.BytesPerExample(Config, prefix, 0));
        long byUse = LengthBatches.UsefulTokens(Cuda) / prefix;
        return (int)Math.Clamp(Math.Min(byMemory, byUse), 1, MostOutcomes);
    }

    /// <summary>How many tokens a group of like length needs at least for the stacks on it to keep the device busy.</summary>
    /// <param name="variants">Variants that are stacked.</param>
    public int EnoughTokens(int variants) => (int)(BusyProduct / Config.ModelWidth / Math.Max(1, variants));
}
