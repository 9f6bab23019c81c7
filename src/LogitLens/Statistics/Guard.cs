using System.Numerics;

namespace LogitLens.Statistics;

/// <summary>Checks on arguments that every statistic shares. NaN is refused at the door so that none can come out as a result.</summary>
internal static class Guard
{
    public static void NoNaN<T>(ReadOnlySpan<T> values, string name)
        where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (T.IsNaN(values[i]))
            {
                throw new ArgumentException($"{name}[{i}] is NaN", name);
            }
        }
    }

    public static void Finite(ReadOnlySpan<double> values, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"{name}[{i}] is {values[i]}; a finite number is needed", name);
            }
        }
    }

    public static void SameLength(int a, int b, string name)
    {
        if (a != b)
        {
            throw new ArgumentException($"{name} has {b} values where {a} are needed", name);
        }
    }

    public static void Level(double level)
    {
        if (!(level > 0 && level < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "a confidence level lies strictly between 0 and 1");
        }
    }
}
