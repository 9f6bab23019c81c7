using LogitLens.Experiments.Sweeps;
using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Measures every item on a batch of examples.</summary>
/// <param name="model">The model.</param>
/// <param name="data">The prompts.</param>
/// <param name="edits">Turns items into edits.</param>
/// <param name="stackBytes">Memory for stacked variants.</param>
internal sealed class ExampleSweep(Transformer model, SweptData data, ItemEdits edits, long stackBytes)
{
    private readonly SweepEngine _engine =
        new(model, new StackLimit(model.Config, stackBytes, model.Device.type == DeviceType.CUDA));

    /// <summary>Measures items on examples: a record each, in the order given.</summary>
    /// <param name="chosen">Places in the data.</param>
    /// <param name="items">What to edit.</param>
    /// <param name="wholeRow">Whether log-probabilities and divergences are wanted.</param>
    /// <param name="cancellation">Heeded between stacks.</param>
    public AblationRecord[] Measure(IReadOnlyList<int> chosen, IReadOnlyList<SweptItem> items, bool wholeRow, CancellationToken cancellation = default)
    {
        using LabelReadout readout = new(model, data.LabelTokens, wholeRow);
        int[] right = [.. chosen.Select(index => data.Examples[index].Label)];
        int longest = chosen.Max(index => data.Examples[index].Ids.Length);
        int[] run = [.. Enumerable.Range(0, items.Count).Where(item => items[item].Kind != ItemKind.Path && (items[item].Position ?? 0) < longest)];
        LabelOutcome? clean = null, source = null;
        LabelOutcome?[] found = new LabelOutcome?[items.Count];
        _engine.Run(
            data.Batch(chosen),
            [.. run.Select(item => edits.Of(items[item]))],
            (variant, normalized) =>
            {
                LabelOutcome outcome = readout.Read(normalized, right, variant == SweepEngine.Clean);
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
        MeasurePaths(chosen, items, right, readout, found);
        return [.. chosen.Select((index, row) => Record(data.Examples[index], row, items, clean!, source, found))];
    }

    private void MeasurePaths(
        IReadOnlyList<int> chosen, IReadOnlyList<SweptItem> items, int[] right, LabelReadout readout, LabelOutcome?[] found)
    {
        int[] paths = [.. Enumerable.Range(0, items.Count).Where(item => items[item].Kind == ItemKind.Path)];
        if (paths.Length == 0)
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
            found[item] = readout.Read(own.NormalizedWithPath(items[item].Heads[0], other), right, isClean: false);
        }
    }

    private static AblationRecord Record(
        SweptExample example, int row, IReadOnlyList<SweptItem> items, LabelOutcome clean, LabelOutcome? source, LabelOutcome?[] found)
    {
        // A position that a longer neighbour has and this example has not is no edit of this example.
        LabelOutcome?[] own = [.. found.Select((outcome, item) => (items[item].Position ?? 0) < example.Ids.Length ? outcome : null)];
        return new AblationRecord
        {
            Id = example.Id,
            Label = example.Label,
            Tokens = example.Ids.Length,
            Clean = clean.LabelLogits[row],
            Source = source?.LabelLogits[row],
            Edited = [.. own.Select(outcome => outcome?.LabelLogits[row])],
            CleanLogProb = clean.RightLogProb?[row],
            EditedLogProb = clean.RightLogProb is null ? null : [.. own.Select(outcome => outcome?.RightLogProb![row] ?? float.NaN)],
            Kl = clean.Kl is null ? null : [.. own.Select(outcome => outcome?.Kl![row] ?? float.NaN)],
        };
    }
}
