using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.Probes;

/// <summary>Reads the activations of some texts into a store on the disk, each text's rows in their place.</summary>
/// <param name="options">Where texts are read.</param>
/// <param name="data">The data.</param>
/// <param name="texts">Places of the texts.</param>
/// <param name="rows">Their rows.</param>
/// <param name="progress">Where progress is shown.</param>
internal sealed class StoredActivations(ProbeTrainOptions options, ProbeData data, IReadOnlyList<int> texts, ProbeRows rows, IProgressSink progress)
{
    /// <summary>Reads them in one pass; the caller closes the store.</summary>
    /// <param name="from">The model.</param>
    /// <param name="points">What is read.</param>
    /// <param name="path">The store's file.</param>
    /// <param name="activity">What the progress bar says.</param>
    /// <param name="cancellation">Heeded between batches.</param>
    public ActivationStore Read(
        Transformer from, IReadOnlyList<ActivationPoint> points, string path, string activity, CancellationToken cancellation)
    {
        ActivationReader reader = new(from, points, options.Position, data.Texts.First);
        ActivationStore store = new(path, rows.Classes.Length, [.. points.Select(point => point.Width(from.Config))]);
        try
        {
            new ActivationPass(reader, new LengthBatches(from.Config, options.Run, from.Device)).Run(
                [.. texts.Select(text => data.Texts.Tokens[text])],
                (batch, read) =>
                {
                    int at = 0;
                    foreach (int place in batch)
                    {
                        int count = rows.Starts[place + 1] - rows.Starts[place];
                        store.Put(rows.Starts[place], read, at, count);
                        at += count;
                    }
                },
                activity,
                progress,
                cancellation);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }
}
