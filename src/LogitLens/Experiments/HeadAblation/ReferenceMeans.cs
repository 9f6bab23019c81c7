using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Averages activations over the prompts of a run, for mean ablation.</summary>
internal static class ReferenceMeans
{
    /// <summary>The means at these sites over every prompt, each of its positions counting once.</summary>
    public static MeanActivations Of(
        Transformer model, SweptData data, IReadOnlyList<IReadOnlyList<int>> batches, IReadOnlyList<Site> sites, MeanScope scope, IProgressSink progress)
    {
        using IDisposable gradless = no_grad();
        MeanActivations means = new(scope == MeanScope.Position, model.Config.ContextLength);
        using KeyValuePrefix? prefix = data.Shared > 0 ? AddPrefix(model, data, sites, means) : null;
        progress.Begin("averaging activations", data.Examples.Count);
        foreach (IReadOnlyList<int> batch in batches)
        {
            using DisposeScope disposal = NewDisposeScope();
            using ActivationCache seen = new();
            int[][] prompts = [.. batch.Select(index => data.Examples[index].Ids[data.Shared..])];
            _ = model.RunBlocks(
                model.Embed(new TokenBatch(prompts), data.Shared), new PartialRun { Earlier = prefix, Hooks = seen.Watch(sites) });
            means.Add(seen, [.. prompts.Select(prompt => prompt.Length)], data.Shared);
            progress.Advance(batch.Count);
        }

        progress.End();
        return means;
    }

    private static KeyValuePrefix AddPrefix(Transformer model, SweptData data, IReadOnlyList<Site> sites, MeanActivations means)
    {
        using DisposeScope disposal = NewDisposeScope();
        using ActivationCache seen = new();
        int[] shared = data.Examples[0].Ids[..data.Shared];
        _ = model.RunBlocks(model.Embed(new TokenBatch([shared])), new PartialRun { Hooks = seen.Watch(sites) });
        means.Add(seen, [shared.Length], 0, data.Examples.Count);
        return model.Prefix(shared);
    }
}
