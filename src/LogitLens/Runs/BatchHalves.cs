using LogitLens.Engine;

namespace LogitLens.Runs;

/// <summary>
/// Computes a batch, and where that does not fit into memory its halves one after the other, and theirs. Records come in the same order; numbers move by
/// no more than what shares a batch does.
/// </summary>
internal static class BatchHalves
{
    /// <summary>The batch's records.</summary>
    /// <exception cref="InvalidOperationException">One unit alone does not fit, or a batch that cannot be cut: a step of training.</exception>
    public static IReadOnlyList<IUnitRecord> Compute(Experiment experiment, WorkBatch batch, IProgressSink progress, CancellationToken cancellation)
    {
        long written = experiment.Rows?.Written ?? 0;
        try
        {
            return experiment.Compute(batch, cancellation);
        }
        catch (Exception e) when (OutOfMemory.Is(e))
        {
            string reason = e.Message.Split('\n')[0].Trim();
            if (experiment.Loop is { } loop)
            {
                throw new InvalidOperationException($"one of the {loop.Unit} does not fit into memory: {reason}", e);
            }

            if (batch.Units.Count == 1)
            {
                throw new InvalidOperationException($"'{batch.Units[0].Id}' alone does not fit into memory: {reason}", e);
            }
        }

        // Outside the handler, so that what the failed pass held is free.
        progress.Warn($"{batch.Units.Count} units at once do not fit into memory, so they are computed in halves; a smaller --batch-size saves the attempt");
        experiment.Rows?.CutTo(written);
        int half = batch.Units.Count / 2;
        return
        [
            .. Compute(experiment, new WorkBatch([.. batch.Units.Take(half)]), progress, cancellation),
            .. Compute(experiment, new WorkBatch([.. batch.Units.Skip(half)]), progress, cancellation),
        ];
    }
}
