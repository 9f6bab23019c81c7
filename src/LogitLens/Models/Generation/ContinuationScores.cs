namespace LogitLens.Models;

/// <summary>Scores given continuations of a decoder's prompts, which share the prompts' pass with what is generated.</summary>
public static class ContinuationScores
{
    /// <summary>
    /// The log-probability of each row's continuation after its prompt, summed over its tokens, in nats. The decoder has room for all but
    /// the last token of the longest.
    /// </summary>
    /// <param name="decoder">The prompts.</param>
    /// <param name="continuations">One for each row, of one or more tokens; lengths may differ.</param>
    public static double[] LogProbabilities(BatchDecoder decoder, IReadOnlyList<int[]> continuations)
    {
        using IDisposable gradless = no_grad();
        double[] sums = new double[continuations.Count];
        int longest = continuations.Max(tokens => tokens.Length);
        for (int place = 0; place < longest; place++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = place == 0 ? decoder.PromptLogits : decoder.Continue([.. continuations.Select(tokens => At(tokens, place - 1))], place - 1);
            long[] wanted = [.. continuations.Select(tokens => (long)At(tokens, place))];
            using TokenDistributions predicted = new(logits);
            double[] scores = predicted.LogProbabilities(tensor(wanted, [wanted.Length, 1], ScalarType.Int64, logits.device)).Doubles();
            for (int row = 0; row < sums.Length; row++)
            {
                sums[row] += place < continuations[row].Length ? scores[row] : 0;
            }
        }

        return sums;
    }

    // A row that has ended goes on with any token; its scores are not counted.
    private static int At(int[] tokens, int place) => place < tokens.Length ? tokens[place] : 0;
}
