using System.Numerics;

namespace LogitLens.Statistics;

/// <summary>
/// Distributions kept as natural logarithms. Sums are taken in double after subtracting the largest value, so that neither logits of a
/// thousand nor probabilities of 1e-300 overflow or vanish. Minus infinity stands for probability 0. Amounts are in nats.
/// </summary>
public static class LogProbabilities
{
    /// <summary>log of the sum of exp of the values; minus infinity for none.</summary>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static double LogSumExp<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.NoNaN(values, nameof(values));
        double largest = double.NegativeInfinity;
        foreach (T value in values)
        {
            largest = Math.Max(largest, double.CreateTruncating(value));
        }

        if (double.IsInfinity(largest))
        {
            return largest;
        }

        double sum = 0;
        foreach (T value in values)
        {
            sum += Math.Exp(double.CreateTruncating(value) - largest);
        }

        return largest + Math.Log(sum);
    }

    /// <summary>The log-probabilities of the logits. Both spans may be the same.</summary>
    /// <exception cref="ArgumentException">A logit is NaN or plus infinity, all are minus infinity, or the lengths differ.</exception>
    public static void LogSoftmax<T>(ReadOnlySpan<T> logits, Span<T> logProbs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameLength(logits.Length, logProbs.Length, nameof(logProbs));
        double total = LogSumExp(logits);
        if (double.IsInfinity(total) && logits.Length > 0)
        {
            throw new ArgumentException("logits without a largest finite value have no softmax", nameof(logits));
        }

        for (int i = 0; i < logits.Length; i++)
        {
            logProbs[i] = T.CreateTruncating(double.CreateTruncating(logits[i]) - total);
        }
    }

    /// <summary>The entropy in nats, 0 to log of the number of outcomes.</summary>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static double Entropy<T>(ReadOnlySpan<T> logProbs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.NoNaN(logProbs, nameof(logProbs));
        double sum = 0;
        foreach (T value in logProbs)
        {
            if (!T.IsNegativeInfinity(value))
            {
                double logProb = double.CreateTruncating(value);
                sum -= Math.Exp(logProb) * logProb;
            }
        }

        return sum;
    }

    /// <summary>
    /// The Kullback-Leibler divergence KL(p || q) in nats, of which the first argument is the distribution that the mean is taken over.
    /// Plus infinity where q gives probability 0 to an outcome that p does not.
    /// </summary>
    /// <exception cref="ArgumentException">A value is NaN, or the lengths differ.</exception>
    public static double KullbackLeibler<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> q)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameLength(p.Length, q.Length, nameof(q));
        Guard.NoNaN(p, nameof(p));
        Guard.NoNaN(q, nameof(q));
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            if (!T.IsNegativeInfinity(p[i]))
            {
                double logProb = double.CreateTruncating(p[i]);
                sum += Math.Exp(logProb) * (logProb - double.CreateTruncating(q[i]));
            }
        }

        return sum;
    }
}
