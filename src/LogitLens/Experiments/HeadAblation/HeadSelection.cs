using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Some of the examples under one draw of demonstrations, cut into batches.</summary>
/// <param name="Batches">Places in the data.</param>
/// <param name="Edits">Turns heads into edits of these prompts.</param>
internal sealed record SelectionDraw(SweptData Data, IReadOnlyList<IReadOnlyList<int>> Batches, AblationEdits Edits, LabelSweep Sweep);

/// <summary>
/// Chooses heads on examples that are set apart for it: those that a screen puts first, or a greedy order of removal. What is measured
/// afterwards on the other examples is then no maximum of noise.
/// </summary>
/// <param name="draws">What heads are chosen on, under each draw.</param>
internal sealed class HeadSelection(HeadAblationOptions options, IReadOnlyList<SelectionDraw> draws)
{
    // Each step of the greedy search tries this many times as many heads as are to be removed, the worst-hit by themselves.
    private const int CandidatesPerStep = 2;

    /// <summary>The examples that heads are chosen on, by place; none where nothing is chosen.</summary>
    /// <exception cref="InputException">There are too few examples to set some apart.</exception>
    public static IReadOnlyList<int> Draw(HeadAblationOptions options, int examples)
    {
        if (options.Ablation.Screen is null && options.Ablation.Cumulative is null)
        {
            return [];
        }

        if (examples < 2)
        {
            throw new InputException("--screen and --cumulative choose heads on some examples and measure on others: two examples are the least");
        }

        int[] order = [.. Enumerable.Range(0, examples)];
        new SeededRandom(options.Run.Seed, "selection").Shuffle(order);
        return [.. order.Take(Math.Min(options.Ablation.SelectOn, examples / 2)).Order()];
    }

    /// <summary>The gradient screen's mean estimate for each head, by layer.</summary>
    public double[] Screen(Transformer model, IProgressSink progress)
    {
        double[] sums = new double[model.Config.Layers * model.Config.Heads];
        int prompts = draws.Sum(draw => draw.Batches.Sum(batch => batch.Count));
        progress.Begin("screening heads by gradients", prompts);
        int enough = LengthBatches.EnoughTokens(model.Device.type == DeviceType.CUDA);
        foreach (SelectionDraw draw in draws)
        {
            GradientScreen screen = new(model, draw.Data, draw.Edits, options.Run.Batch.Memory.Bytes);
            foreach (SweepBatch group in draw.Batches.SelectMany(batch => draw.Data.Batch(batch).ByLength(enough)))
            {
                foreach (float[] estimates in screen.Estimate(group.Examples))
                {
                    for (int head = 0; head < sums.Length; head++)
                    {
                        sums[head] += estimates[head] / prompts;
                    }
                }

                progress.Advance(group.Examples.Count);
            }
        }

        progress.End();
        return sums;
    }

    /// <summary>
    /// Removes the head whose removal lowers the mean logit difference most, then the one that does so beside it, and so on.
    /// </summary>
    public IReadOnlyList<HeadId> Greedy(ModelConfig config, int count, IProgressSink progress)
    {
        HeadId[] all = [.. HeadRange.Resolve(options.Ablation.Heads, config)];
        progress.Begin("choosing heads to remove", Math.Min(count, all.Length), 0, "heads");
        double[] alone = MeanDifferences([.. all.Select(head => SweepItem.OfHead(head))]);
        List<HeadId> candidates = [.. all.Zip(alone).OrderBy(pair => pair.Second).Select(pair => pair.First).Take(CandidatesPerStep * count)];
        List<HeadId> removed = [];
        while (removed.Count < count && candidates.Count > 0)
        {
            double[] together = removed.Count == 0
                ? [.. candidates.Select(head => alone[Array.IndexOf(all, head)])]
                : MeanDifferences(
                    [.. candidates.Select(head => new SweepItem($"with {head}", ItemKind.Cumulative) { Heads = [.. removed, head] })]);
            int worst = Array.IndexOf(together, together.Min());
            removed.Add(candidates[worst]);
            candidates.RemoveAt(worst);
            progress.Advance(1);
        }

        progress.End();
        return removed;
    }

    private double[] MeanDifferences(IReadOnlyList<SweepItem> items)
    {
        double[] sums = new double[items.Count];
        foreach ((SelectionDraw draw, IReadOnlyList<int> batch) in draws.SelectMany(draw => draw.Batches.Select(batch => (draw, batch))))
        {
            foreach (SweepRecord record in draw.Sweep.Measure(batch, items, new SweepReading(WholeRow: false)))
            {
                for (int item = 0; item < sums.Length; item++)
                {
                    sums[item] += LabelScores.Difference(record.Edited[item], record.Label);
                }
            }
        }

        return sums;
    }
}
