using LogitLens.Experiments.AttentionMask.Regions;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>Hides every region on a batch of examples, and reads what becomes of the labels' logits.</summary>
/// <param name="model">The model.</param>
/// <param name="data">The prompts.</param>
/// <param name="binding">Makes edits of regions.</param>
/// <param name="regions">What is hidden.</param>
/// <param name="stackBytes">Memory for stacked variants.</param>
internal sealed class MaskSweepRun(Transformer model, SweptData data, RegionBinding binding, IReadOnlyList<Region> regions, long stackBytes)
{
    private readonly SweepEngine _engine =
        new(model, new StackLimit(model.Config, stackBytes, model.Device.type == DeviceType.CUDA));

    /// <summary>A record for each example, in the order given.</summary>
    /// <param name="chosen">Places in the data.</param>
    /// <param name="wholeRow">Whether log-probabilities and divergences are wanted.</param>
    /// <param name="cancellation">Heeded between stacks.</param>
    public SweepRecord[] Measure(IReadOnlyList<int> chosen, bool wholeRow, CancellationToken cancellation)
    {
        using LabelReadout readout = new(model, data.LabelTokens, wholeRow);
        int[] right = [.. chosen.Select(index => data.Examples[index].Label)];
        bool[][] applies = [.. regions.Select(region => chosen.Select(index => binding.Applies(region, index)).ToArray())];
        int[] run = [.. Enumerable.Range(0, regions.Count).Where(item => applies[item].Contains(true))];
        LabelOutcome? clean = null;
        LabelOutcome?[] found = new LabelOutcome?[regions.Count];
        _engine.Run(
            data.Batch(chosen),
            [.. run.Select(item => binding.Of(regions[item]))],
            (variant, normalized) =>
            {
                LabelOutcome outcome = readout.Read(normalized, right, variant == SweepEngine.Clean);
                if (variant == SweepEngine.Clean)
                {
                    clean = outcome;
                }
                else
                {
                    found[run[variant]] = outcome;
                }
            },
            cancellation);

        // A region without an edge in an example's prompt is no edit of it.
        return [.. chosen.Select((index, row) => Record(
            data.Examples[index], row, clean!, [.. found.Select((outcome, item) => applies[item][row] ? outcome : null)]))];
    }

    private static SweepRecord Record(SweptExample example, int row, LabelOutcome clean, LabelOutcome?[] found) => new()
    {
        Id = example.Id,
        Label = example.Label,
        Tokens = example.Ids.Length,
        Clean = clean.LabelLogits[row],
        Edited = [.. found.Select(outcome => outcome?.LabelLogits[row])],
        CleanLogProb = clean.RightLogProb?[row],
        EditedLogProb = clean.RightLogProb is null ? null : [.. found.Select(outcome => outcome?.RightLogProb![row] ?? float.NaN)],
        Kl = clean.Kl is null ? null : [.. found.Select(outcome => outcome?.Kl![row] ?? float.NaN)],
    };
}
