using System.Numerics;

namespace LogitLens.Statistics;

/// <summary>
/// The paired permutation test (R. A. Fisher, 1935): if the two conditions do not differ, each example's difference could as well have
/// had the other sign. It assumes no distribution but symmetry of the differences around 0.
/// </summary>
/// <param name="MeanDifference">The mean difference, second less first; null when there is no example.</param>
/// <param name="N">How many examples there are.</param>
/// <param name="PValue">Two-sided; 1 when no example differs, null when there is no example.</param>
/// <param name="Exact">Whether all sign patterns were counted; otherwise the p-value is at least 1 / (flips + 1).</param>
public sealed record SignFlipTest(double? MeanDifference, int N, double? PValue, bool Exact)
{
    /// <summary>Up to so many examples that differ, all sign patterns are counted.</summary>
    public const int LargestExact = 16;

    /// <summary>The test on each example's difference.</summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static SignFlipTest OfDifferences(ReadOnlySpan<double> differences, long seed, int flips = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(flips, 1);
        Guard.Finite(differences, nameof(differences));
        double[] sizes = [.. differences.ToArray().Where(d => d != 0).Select(Math.Abs)];
        double total = 0;
        foreach (double difference in differences)
        {
            total += difference;
        }

        bool exact = sizes.Length <= LargestExact;
        if (differences.IsEmpty)
        {
            return new SignFlipTest(null, 0, null, exact);
        }

        // Patterns that tie with the observed one count; sums of the same numbers in another order differ by rounding.
        double reach = Math.Abs(total) - (1e-10 * sizes.Sum());
        double p = exact ? AllPatterns(sizes, reach) : RandomPatterns(sizes, reach, new SeededRandom(seed), flips);
        return new SignFlipTest(total / differences.Length, differences.Length, p, exact);
    }

    private static double AllPatterns(double[] sizes, double reach)
    {
        int patterns = 1 << sizes.Length;
        double sum = sizes.Sum();
        bool[] negative = new bool[sizes.Length];
        int asFar = 0;
        for (int pattern = 1; pattern <= patterns; pattern++)
        {
            asFar += Math.Abs(sum) >= reach ? 1 : 0;
            if (pattern == patterns)
            {
                break;
            }

            // Gray code: the next pattern differs in one sign.
            int flipped = BitOperations.TrailingZeroCount(pattern);
            sum += negative[flipped] ? 2 * sizes[flipped] : -2 * sizes[flipped];
            negative[flipped] = !negative[flipped];
        }

        return (double)asFar / patterns;
    }

    private static double RandomPatterns(double[] sizes, double reach, SeededRandom random, int flips)
    {
        double all = sizes.Sum();
        int asFar = 0;
        for (int flip = 0; flip < flips; flip++)
        {
            double negative = 0;
            ulong bits = 0;
            for (int i = 0; i < sizes.Length; i++)
            {
                bits = (i & 63) == 0 ? random.NextBits() : bits >> 1;
                negative += (bits & 1) * sizes[i];
            }

            asFar += Math.Abs(all - (2 * negative)) >= reach ? 1 : 0;
        }

        return (1.0 + asFar) / (1 + flips);
    }
}
