using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LogitLens.Diagnostics;

/// <summary>
/// What processors reach that do nothing but multiply and add float32 in registers: the most that a matrix product can come to. Measured and not
/// reckoned, since clocks move and cores may share their units.
/// </summary>
internal static class ArithmeticPeak
{
    private const int Steps = 20_000, Chains = 12;

    /// <summary>
    /// Floating-point operations a second of so many threads that have processors of their own, by the best of a few tries; null on a processor of another
    /// family.
    /// </summary>
    public static double? Measure(int threads, TimeSpan patience)
    {
        if (!Fma.IsSupported)
        {
            return null;
        }

        double best = 0;
        for (Stopwatch clock = Stopwatch.StartNew(); best == 0 || clock.Elapsed < patience;)
        {
            best = Math.Max(best, Once(threads, TimeSpan.FromTicks(patience.Ticks / 4)));
        }

        return best;
    }

    private static double Once(int threads, TimeSpan duration)
    {
        long[] steps = new long[threads];
        Thread[] all = [.. Enumerable.Range(0, threads).Select(index => new Thread(() => steps[index] = Work(duration)))];

        // Time on the processors, not of the clock: what other programs take of them is not missing from what they can do.
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());
        double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        return 2.0 * Width * Chains * steps.Sum() / seconds * threads;
    }

    // How many steps were done; none where what they come to is no number, so that they are not left out.
    private static long Work(TimeSpan duration)
    {
        float kept = Chain(1);
        long steps = 0;
        for (Stopwatch clock = Stopwatch.StartNew(); clock.Elapsed < duration; steps += Steps)
        {
            kept += Chain(Steps);
        }

        return float.IsNaN(kept) ? 0 : steps;
    }

    private static int Width => Avx512F.IsSupported ? Vector512<float>.Count : Vector256<float>.Count;

    private static float Chain(int steps) => Avx512F.IsSupported ? Chain512(steps) : Chain256(steps);

    // Each result hangs on the one before it in its chain; a dozen chains keep the units busy meanwhile. Values settle, so none overflows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chain512(int steps)
    {
        Vector512<float> factor = Vector512.Create(0.5f), term = Vector512.Create(0.25f);
        Vector512<float> a = term, b = term, c = term, d = term, e = term, f = term, g = term, h = term, i = term, j = term, k = term, l = term;
        for (int step = 0; step < steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, term);
            b = Vector512.FusedMultiplyAdd(b, factor, term);
            c = Vector512.FusedMultiplyAdd(c, factor, term);
            d = Vector512.FusedMultiplyAdd(d, factor, term);
            e = Vector512.FusedMultiplyAdd(e, factor, term);
            f = Vector512.FusedMultiplyAdd(f, factor, term);
            g = Vector512.FusedMultiplyAdd(g, factor, term);
            h = Vector512.FusedMultiplyAdd(h, factor, term);
            i = Vector512.FusedMultiplyAdd(i, factor, term);
            j = Vector512.FusedMultiplyAdd(j, factor, term);
            k = Vector512.FusedMultiplyAdd(k, factor, term);
            l = Vector512.FusedMultiplyAdd(l, factor, term);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Chain256(int steps)
    {
        Vector256<float> factor = Vector256.Create(0.5f), term = Vector256.Create(0.25f);
        Vector256<float> a = term, b = term, c = term, d = term, e = term, f = term, g = term, h = term, i = term, j = term, k = term, l = term;
        for (int step = 0; step < steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, term);
            b = Vector256.FusedMultiplyAdd(b, factor, term);
            c = Vector256.FusedMultiplyAdd(c, factor, term);
            d = Vector256.FusedMultiplyAdd(d, factor, term);
            e = Vector256.FusedMultiplyAdd(e, factor, term);
            f = Vector256.FusedMultiplyAdd(f, factor, term);
            g = Vector256.FusedMultiplyAdd(g, factor, term);
            h = Vector256.FusedMultiplyAdd(h, factor, term);
            i = Vector256.FusedMultiplyAdd(i, factor, term);
            j = Vector256.FusedMultiplyAdd(j, factor, term);
            k = Vector256.FusedMultiplyAdd(k, factor, term);
            l = Vector256.FusedMultiplyAdd(l, factor, term);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }
}
