namespace TinyModel.Corpus;

/// <summary>What writers draw from a random stream.</summary>
internal static class Draws
{
    private const int Fine = 1 << 30;

    /// <summary>A number in [<paramref name="first"/>, <paramref name="last"/>], both ends included.</summary>
    public static int Between(this SeededRandom random, int first, int last) => first + random.Next(last - first + 1);

    /// <summary>A number in [0, 1).</summary>
    public static double Unit(this SeededRandom random) => random.Next(Fine) / (double)Fine;

    /// <summary>True with the given probability.</summary>
    public static bool Chance(this SeededRandom random, double probability) => random.Unit() < probability;

    /// <summary>One item, all equally likely.</summary>
    public static T Pick<T>(this SeededRandom random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>One item, those at the front likelier: tables list common words first, and text repeats its common words.</summary>
    public static T PickCommon<T>(this SeededRandom random, IReadOnlyList<T> items) =>
        items[(int)(items.Count * Math.Pow(random.Unit(), 2.2))];

    /// <summary>The items in a random order.</summary>
    public static T[] Shuffled<T>(this SeededRandom random, IReadOnlyList<T> items)
    {
        T[] result = [.. items];
        random.Shuffle(result);
        return result;
    }

    /// <summary>Different items, all equally likely.</summary>
    public static T[] PickDistinct<T>(this SeededRandom random, IReadOnlyList<T> items, int count) => random.Shuffled(items)[..count];
}
