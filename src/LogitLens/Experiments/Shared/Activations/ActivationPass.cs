using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>
/// One pass over texts: in batches of like lengths within the memory budget, and each batch's rows handed on as they are read, so that nothing but
/// one batch is held.
/// </summary>
/// <param name="reader">Reads a batch.</param>
/// <param name="lengths">How batches are cut.</param>
public sealed class ActivationPass(ActivationReader reader, LengthBatches lengths)
{
    /// <summary>The batches of a plan, each a list of places in <paramref name="tokens"/>.</summary>
    /// <param name="tokens">The texts' token ids.</param>
    public IReadOnlyList<IReadOnlyList<int>> Cut(IReadOnlyList<int[]> tokens) =>
        lengths.Cut(Enumerable.Range(0, tokens.Count), place => tokens[place].Length, shared: 0);

    /// <summary>How many rows a text of this length gives.</summary>
    public int RowsOf(int length) => reader.RowsOf(length);

    /// <summary>Reads all texts.</summary>
    /// <param name="tokens">The texts' token ids.</param>
    /// <param name="take">
    /// Takes a batch: the texts' places, and for each point [row, width], as <see cref="ActivationReader.Read"/> gives them. They are freed when it returns.
    /// </param>
    /// <param name="activity">What the progress bar says.</param>
    /// <param name="progress">Where progress is shown.</param>
    /// <param name="cancellation">Heeded between batches.</param>
    public void Run(
        IReadOnlyList<int[]> tokens, Action<IReadOnlyList<int>, IReadOnlyList<Tensor>> take, string activity, IProgressSink progress,
            CancellationToken cancellation)
    {
        progress.Begin(activity, tokens.Count);
        foreach (IReadOnlyList<int> batch in Cut(tokens))
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            take(batch, reader.Read([.. batch.Select(place => tokens[place])]));
            progress.Advance(batch.Count);
        }

        progress.End();
    }
}
