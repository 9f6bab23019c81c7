namespace LogitLens;

/// <summary>
/// Random numbers that are a function of a seed and, where one is given, a purpose, and of nothing else: not of the runtime's version
/// (.NET promises nothing about the sequence of <see cref="Random"/>), and not of what other draws a run makes. The generator is SplitMix64
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). Not for secrets.
/// </summary>
public sealed class SeededRandom
{
    private ulong _state;

    /// <summary>Starts SplitMix64's own stream of that seed.</summary>
    public SeededRandom(long seed) => _state = unchecked((ulong)seed);

    /// <summary>Starts a stream; two purposes have independent streams under the same seed.</summary>
    public SeededRandom(long seed, string purpose)
    {
        // FNV-1a over the purpose: string.GetHashCode differs from one process to the next.
        ulong hash = 14695981039346656037;
        foreach (char character in purpose)
        {
            hash = (hash ^ character) * 1099511628211;
        }

        _state = hash;
        _state = NextBits() ^ unchecked((ulong)seed);
        NextBits();
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>An integer from 0 to <paramref name="limit"/> - 1, each equally likely to within 2^-33.</summary>
    public int Next(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return (int)Math.BigMul(NextBits(), (ulong)limit, out _);
    }

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number of the standard normal distribution (G. E. P. Box and M. E. Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Puts the values into random order, in place (Fisher and Yates).</summary>
    public void Shuffle<T>(IList<T> values)
    {
        for (int last = values.Count - 1; last > 0; last--)
        {
            int other = Next(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>Fills the span with indices below its own length, drawn with replacement.</summary>
    internal void FillIndices(Span<int> indices)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = Next(indices.Length);
        }
    }
}
