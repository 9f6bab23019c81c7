using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Steering;

/// <summary>What one row has written.</summary>
/// <param name="Tokens">The new tokens.</param>
/// <param name="LogProb">Their log-probability in the run without steering after the same text, summed, in nats.</param>
/// <param name="Kl">KL(next token without steering || with), in nats, mean over the tokens written.</param>
internal sealed record WrittenText(int[] Tokens, double LogProb, double Kl);

/// <summary>
/// Continues prompts under interventions, and beside each row the same text in a run without any: what is written costs what the second run
/// thinks of it, and flips over several layers find there the coordinates that they turn. Rows 0 to n - 1 of the batch are without, the others with.
/// </summary>
internal static class PairedDecoder
{
    private const double LeastDivergence = 1e-6;

    /// <summary>Continues prompts.</summary>
    /// <param name="prompts">The prompts.</param>
    /// <param name="steered">The prompts as the steered rows have them; the same, or with more before them.</param>
    /// <param name="interventions">What happens in the steered rows.</param>
    /// <param name="maxNewTokens">Where to stop at the latest.</param>
    /// <param name="choose">Picks each next token from the steered rows' logits.</param>
    /// <param name="isFinished">Told the row and its new tokens so far; true ends that row.</param>
    /// <param name="chooseUnsteered">
    /// Picks the next tokens of texts that are written without steering, beside: they are then the clean run that interventions read. Null where that run
    /// reads what the steered rows write.
    /// </param>
    public static WrittenText[] Write(
        Transformer model, IReadOnlyList<int[]> prompts, IReadOnlyList<int[]> steered, IReadOnlyList<Intervention> interventions, int maxNewTokens,
        TokenGenerator.TokenChoice choose, Func<int, IReadOnlyList<int>, bool> isFinished, TokenGenerator.TokenChoice? chooseUnsteered = null)
    {
        int rows = prompts.Count, step = 0;
        int[][] all = [.. prompts, .. steered, .. chooseUnsteered is null ? [] : prompts];
        using IDisposable gradless = no_grad();
        using BatchDecoder decoder = new(model, all, maxNewTokens, hooks: Hooks(model, all, rows, interventions, () => step));
        double[] logProbs = new double[rows], divergences = new double[rows];
        bool[] done = new bool[rows];
        List<int>[] written = [.. Enumerable.Range(0, rows).Select(_ => new List<int>())];
        int[] next = [], unsteered = [];
        for (; step < maxNewTokens && !Array.TrueForAll(done, finished => finished); step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = step == 0 ? decoder.PromptLogits : decoder.Continue([.. next, .. next, .. unsteered], step - 1);
            using TokenDistributions clean = new(logits.narrow(0, 0, rows)), own = new(logits.narrow(0, rows, rows));
            next = [.. choose(logits.narrow(0, rows, rows)).Select(id => (int)id)];
            unsteered = chooseUnsteered is null ? [] : [.. chooseUnsteered(logits.narrow(0, 2 * rows, rows)).Select(id => (int)id)];
            double[] chosen = clean.LogProbabilities(tensor([.. next.Select(id => (long)id)], [rows, 1], ScalarType.Int64, model.Device)).Doubles();
            double[] divergence = own.DivergenceFrom(clean).Doubles();
            for (int row = 0; row < rows; row++)
            {
                if (!done[row])
                {
                    written[row].Add(next[row]);
                    logProbs[row] += chosen[row];
                    divergences[row] += divergence[row];
                    done[row] = isFinished(row, written[row]);
                }
            }
        }

        return [.. written.Select((tokens, row) => new WrittenText([.. tokens], logProbs[row], BeyondRounding(divergences[row] / tokens.Count)))];
    }

    // Two ways to one output differ by float32's rounding.
    private static double BeyondRounding(double divergence) => divergence <= LeastDivergence ? 0 : divergence;

    private static ForwardHooks Hooks(Transformer model, int[][] all, int rows, IReadOnlyList<Intervention> interventions, Func<int> step)
    {
        ForwardHooks hooks = new();
        int[] lasts = [.. all.Skip(rows).Take(rows).Select(prompt => prompt.Length - 1)];
        int width = all.Max(prompt => prompt.Length);
        foreach (IGrouping<Site, Intervention> atSite in interventions.GroupBy(intervention => intervention.Site))
        {
            hooks.Add(atSite.Key, (_, activation) => Apply([.. atSite], activation, lasts, width, step()));
        }

        return hooks;
    }

    // activation: [2 or 3 x row, position, d]. A pass over the prompts has all of their positions, but in its last block, and when single tokens follow,
    // the positions that write.
    private static Tensor Apply(Intervention[] interventions, Tensor activation, int[] lasts, int width, int step)
    {
        int count = lasts.Length, after = (int)activation.size(0) - (2 * count);
        Tensor part = activation.narrow(0, count, count);
        Tensor positions = activation.size(1) == width && width > 1
            ? arange(0, width, ScalarType.Int64, activation.device).unsqueeze(0)
            : tensor([.. lasts.Select(last => (long)last + step)], [count, 1], ScalarType.Int64, activation.device);
        ActivationRows rows = new()
        {
            Positions = positions,
            LastPositions = lasts,
            Examples = [.. Enumerable.Range(0, count)],
            Clean = activation.narrow(0, after > 0 ? 2 * count : 0, count),
        };
        foreach (Intervention intervention in interventions)
        {
            part = intervention.Apply(part, rows);
        }

        return cat([activation.narrow(0, 0, count), part, .. after > 0 ? [activation.narrow(0, 2 * count, count)] : (Tensor[])[]], 0);
    }
}
