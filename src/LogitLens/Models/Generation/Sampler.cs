namespace LogitLens.Models;

/// <summary>
/// Draws tokens from the model's distribution cut to its top: the k most probable tokens (Fan et al. 2018), and of these the fewest
/// whose probabilities reach p (nucleus sampling, Holtzman et al. 2020), after logits are divided by the temperature. Each row draws from its own source, so
/// that what a row gets does not depend on the rows beside it.
/// </summary>
/// <param name="topK">How many tokens to keep; 0 for all.</param>
/// <param name="topP">How much probability to keep of them; 1 for all.</param>
/// <param name="draws">For each row, where its numbers in [0, 1) come from.</param>
public sealed class Sampler(int topK, double topP, IReadOnlyList<Func<double>> draws)
{
    /// <summary>What logits are divided by: below 1 the probable becomes more probable.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Draws the next token of each row from logits [batch, vocabulary].</summary>
    public long[] Choose(Tensor logits)
    {
        using DisposeScope scope = NewDisposeScope();
        int vocabulary = (int)logits.size(1);
        int kept = topK == 0 ? vocabulary : Math.Min(topK, vocabulary);
        (Tensor values, Tensor indices) = logits.to(ScalarType.Float32).div(Temperature).topk(kept);
        float[] scores = values.cpu().data<float>().ToArray();
        long[] ids = indices.cpu().data<long>().ToArray();
        return [.. draws.Select((draw, row) => ids[(row * kept) + Pick(scores.AsSpan(row * kept, kept), topP, draw())])];
    }

    /// <summary>Which of some logits, in falling order, a number in [0, 1) falls on.</summary>
    /// <param name="scores">The logits, the largest first.</param>
    /// <param name="topP">How much of their probability to keep; the first is always kept.</param>
    /// <param name="draw">The number.</param>
    internal static int Pick(ReadOnlySpan<float> scores, double topP, double draw)
    {
        double[] weights = new double[scores.Length];
        double total = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Exp((double)scores[i] - scores[0]);
            total += weights[i];
        }

        double mass = 0;
        int kept = 0;
        while (kept < weights.Length && (kept == 0 || mass < topP * total))
        {
            mass += weights[kept++];
        }

        double wanted = draw * mass;
        int picked = 0;
        for (double passed = weights[0]; picked < kept - 1 && passed <= wanted; passed += weights[picked])
        {
            picked++;
        }

        return picked;
    }
}
