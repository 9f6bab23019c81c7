using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>How a sweep reads what becomes of the answer.</summary>
/// <param name="WholeRow">Whether the whole vocabulary is read, for log-probabilities and divergences.</param>
/// <param name="ToSource">Whether divergences are to the run that patches come from, and not to the run that is edited.</param>
internal readonly record struct SweepReading(bool WholeRow, bool ToSource = false);

/// <summary>Makes every edit of a sweep on a batch of examples, and reads what becomes of the labels' logits.</summary>
/// <param name="stackBytes">Memory for stacked variants.</param>
internal sealed class LabelSweep(Transformer model, SweptData data, ISweepEdits edits, long stackBytes)
{
    private readonly SweepEngine _engine =
        new(model, new StackLimit(model.Config, stackBytes, model.Device.type == DeviceType.CUDA));

    /// <summary>Measures items on examples: a record each, in the order given.</summary>
    /// <param name="chosen">Places in the data.</param>
    /// <param name="items">What to edit. An edit that can act on none of the examples is not made.</param>
    public SweepRecord[] Measure(
        IReadOnlyList<int> chosen, IReadOnlyList<SweepItem> items, SweepReading reading, CancellationToken cancellation = default)
    {
        using LabelReadout readout = new(model, data.LabelTokens, reading.WholeRow);
        int[] right = [.. chosen.Select(index => data.Examples[index].Label)];
        Reach[][] reach = [.. items.Select(item => chosen.Select(index => edits.ReachOf(item, index)).ToArray())];
        int[] acting = [.. Enumerable.Range(0, items.Count).Where(item => reach[item].Contains(Reach.Acts))];
        int[] run = [.. acting.Where(item => items[item].Kind != ItemKind.Path)];
        LabelOutcome? clean = null, source = null;
        LabelOutcome?[] found = new LabelOutcome?[items.Count];
        int reference = reading.ToSource ? SweepEngine.Source : SweepEngine.Clean;
        _engine.Run(
            data.Batch(chosen),
            [.. run.Select(item => edits.Of(items[item]))],
            (variant, normalized) =>
            {
                LabelOutcome outcome = readout.Read(normalized, right, variant == reference);
                if (variant == SweepEngine.Clean)
                {
                    clean = outcome;
                }
                else if (variant == SweepEngine.Source)
                {
                    source = outcome;
                }
                else
                {
                    found[run[variant]] = outcome;
                }
            },
            cancellation);
        ReadPaths(chosen, items, acting.Except(run), right, readout, found);
        return
        [
            .. chosen.Select((index, row) => Record(
                data.Examples[index], row, clean!, source,
                [.. items.Select((_, item) => reach[item][row] switch { Reach.Acts => found[item], Reach.Nothing => clean, _ => null })],
                reading)),
        ];
    }

    // A path to the logits is no edit of a run: what the head would have written is put in at the end.
    private void ReadPaths(
        IReadOnlyList<int> chosen, IReadOnlyList<SweepItem> items, IEnumerable<int> paths, int[] right, LabelReadout readout, LabelOutcome?[] found)
    {
        if (!paths.Any())
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        SweepBatch batch = data.Batch(chosen);
        LastPositionParts own = new(model, batch.Prompts, batch.Prefix), other = new(model, batch.Source!.Prompts, batch.Source.Prefix);
        foreach (int item in paths)
        {
            using DisposeScope itemScope = NewDisposeScope();
            found[item] = readout.Read(own.NormalizedWithPath(items[item].Heads[0], other), right, isReference: false);
        }
    }

    private static SweepRecord Record(
        SweptExample example, int row, LabelOutcome clean, LabelOutcome? source, LabelOutcome?[] found, SweepReading reading) => new()
        {
            Id = example.Id,
            Label = example.Label,
            Tokens = example.Ids.Length,
            Clean = clean.LabelLogits[row],
            Source = source?.LabelLogits[row],
            SourceId = example.OtherId,
            Edited = [.. found.Select(outcome => outcome?.LabelLogits[row])],
            CleanLogProb = clean.RightLogProb?[row],
            SourceLogProb = source?.RightLogProb?[row],
            EditedLogProb = clean.RightLogProb is null ? null : [.. found.Select(outcome => outcome?.RightLogProb![row] ?? float.NaN)],
            CleanKl = reading.ToSource ? clean.Kl?[row] : null,
            Kl = clean.Kl is null ? null : [.. found.Select(outcome => outcome?.Kl![row] ?? float.NaN)],
        };
}
