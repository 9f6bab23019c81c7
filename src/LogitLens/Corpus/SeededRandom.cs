namespace LogitLens.Corpus;

/// <summary>
/// A random stream fixed by a seed and a stream number (SplitMix64, Steele et al. 2014). Unlike <see cref="Random"/> its numbers are
/// the same on every runtime, so that a seed names a corpus for good.
/// </summary>
internal sealed class SeededRandom
{
    private ulong state;

    /// <summary>The stream of that number under a seed; streams do not overlap in practice.</summary>
    public SeededRandom(ulong seed, ulong stream = 0)
    {
        state = Mix(seed + 0x9E3779B97F4A7C15) ^ Mix(Mix(stream + 0xD1B54A32D192ED03));
    }

    /// <summary>A number in [0, <paramref name="count"/>).</summary>
    public int Below(int count) => (int)(((UInt128)NextBits() * (ulong)count) >> 64);

    /// <summary>A number in [<paramref name="first"/>, <paramref name="last"/>], both ends included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>A number in [0, 1).</summary>
    public double Unit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>One item, all equally likely.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One item, those at the front likelier: tables list common words first, and text repeats its common words.</summary>
    public T PickCommon<T>(IReadOnlyList<T> items) => items[(int)(items.Count * Math.Pow(Unit(), 1.6))];

    /// <summary>Different items, all equally likely.</summary>
    public T[] PickDistinct<T>(IReadOnlyList<T> items, int count)
    {
        T[] shuffled = Shuffled(items);
        return shuffled[..count];
    }

    /// <summary>The items in a random order (Fisher and Yates).</summary>
    public T[] Shuffled<T>(IReadOnlyList<T> items)
    {
        T[] result = [.. items];
        for (int i = result.Length - 1; i > 0; i--)
        {
            int j = Below(i + 1);
            (result[i], result[j]) = (result[j], result[i]);
        }

        return result;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }
}
