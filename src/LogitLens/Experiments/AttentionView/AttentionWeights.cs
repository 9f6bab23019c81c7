using LogitLens.Models;

namespace LogitLens.Experiments.AttentionView;

/// <summary>Reads a prompt's attention, layer by layer.</summary>
internal static class AttentionWeights
{
    /// <summary>Runs a prompt and hands on each layer's patterns, and what they carry, each [head, query, key] in float32.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The prompt.</param>
    /// <param name="take">Takes a layer, its pattern and, where asked for, the pattern times the length of what is written.</param>
    /// <param name="withValues">Whether the latter is asked for.</param>
    public static void Read(Transformer model, int[] tokens, Action<int, Tensor, Tensor?> take, bool withValues)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        ForwardHooks hooks = new();
        Tensor? lengths = null;
        for (int layer = 0; layer < model.Config.Layers; layer++)
        {
            int at = layer;
            if (withValues)
            {
                hooks.Read(new Site(SiteKind.Value, layer), values => lengths = Lengths(model, at, values.select(0, 0)));
            }

            hooks.Read(new Site(SiteKind.Pattern, layer), pattern =>
            {
                using DisposeScope inner = NewDisposeScope();
                Tensor own = pattern.select(0, 0).to(ScalarType.Float32);
                take(at, own, lengths is null ? null : own.mul(lengths.unsqueeze(1)));
            });
        }

        _ = model.RunBlocks(model.Embed(new TokenBatch([tokens])), new PartialRun { Hooks = hooks });
    }

    // |v W_O| of each key: values [key, head, d_head], their head's rows of the output projection [d_head, d_model]; [head, key].
    private static Tensor Lengths(Transformer model, int layer, Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        int width = model.Config.HeadWidth;
        return stack(Enumerable.Range(0, model.Config.Heads).Select(head =>
            values.select(1, head).mm(model.Weights.Blocks[layer].OutputOf(head, width)).to(ScalarType.Float32).norm(1))).MoveToOuterDisposeScope();
    }
}
