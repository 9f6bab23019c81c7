namespace LogitLens.Experiments.Sweeps;

/// <summary>What the labels' logits say of the right one.</summary>
internal static class LabelScores
{
    /// <summary>The greatest label but the right one; the first of equals.</summary>
    public static int BestOther(ReadOnlySpan<float> logits, int right)
    {
        int best = right == 0 ? 1 : 0;
        for (int label = 0; label < logits.Length; label++)
        {
            if (label != right && logits[label] > logits[best])
            {
                best = label;
            }
        }

        return best;
    }

    /// <summary>The right label's logit less the greatest other's.</summary>
    public static double Difference(ReadOnlySpan<float> logits, int right) => (double)logits[right] - logits[BestOther(logits, right)];

    /// <summary>The first label's logit less the second's.</summary>
    public static double Contrast(ReadOnlySpan<float> logits) => (double)logits[0] - logits[1];

    /// <summary>The label with the greatest logit; the first of equals.</summary>
    public static int Predicted(ReadOnlySpan<float> logits)
    {
        int best = 0;
        for (int label = 1; label < logits.Length; label++)
        {
            best = logits[label] > logits[best] ? label : best;
        }

        return best;
    }

    /// <summary>Whether the right label has the greatest logit; the first label wins a tie.</summary>
    public static bool IsRight(ReadOnlySpan<float> logits, int right)
    {
        int other = BestOther(logits, right);
        return logits[right] > logits[other] || (logits[right] == logits[other] && right < other);
    }
}
