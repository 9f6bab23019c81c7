namespace LogitLens.Datasets;

/// <summary>
/// Random numbers that are a function of a seed and a purpose, and of nothing else: not of the runtime's version, and not of what other
/// draws a run makes. The generator is SplitMix64 (Steele, Lea and Flood 2014).
/// </summary>
public sealed class SeededRandom
{
    private ulong _state;

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
        _state = Next() ^ unchecked((ulong)seed);
        Next();
    }

    /// <summary>An integer from 0 to <paramref name="limit"/> - 1, each as likely.</summary>
    public int Next(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return (int)(((UInt128)Next() * (ulong)limit) >> 64);
    }

    /// <summary>Puts the values into random order, in place (Fisher and Yates).</summary>
    public void Shuffle<T>(IList<T> values)
    {
        for (int last = values.Count - 1; last > 0; last--)
        {
            int other = Next(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    private ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
