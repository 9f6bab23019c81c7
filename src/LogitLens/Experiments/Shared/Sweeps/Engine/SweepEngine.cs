using LogitLens.Interventions;
using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>Takes what a sweep finds for one variant: the final norm's output at each prompt's last position, [example, d_model].</summary>
/// <param name="variant">The variant's place in the list, or <see cref="SweepEngine.Clean"/> or <see cref="SweepEngine.Source"/>.</param>
/// <param name="normalized">Valid during the call.</param>
internal delegate void VariantReader(int variant, Tensor normalized);

/// <summary>
/// Runs a model under many edits in turn, computing only what an edit can change. The clean pass is made once and goes up layer by layer;
/// the variants whose first edit is in a layer branch off there, several stacked in one batch, and run through the layers above it. Edits
/// of single heads do not even repeat that layer's attention: attn_out changes by the change of z through the head's part of the output
/// projection, and the MLP's hidden layer by that part's product with its first map. The last block runs for the last positions alone. A
/// prefix that all prompts share runs once per edit, and prompts of like length run together.
/// </summary>
/// <remarks>The result is that of a full forward pass with <see cref="Intervention.Hooks"/> for each variant, up to float32's rounding.</remarks>
internal sealed class SweepEngine(Transformer model, StackLimit limit)
{
    /// <summary>The place of the clean run among the variants.</summary>
    public const int Clean = -1;

    /// <summary>The place of the run that patches come from, where there is one.</summary>
    public const int Source = -2;

    /// <summary>Runs the clean pass and every variant on a batch.</summary>
    /// <param name="batch">The prompts; those of like length side by side.</param>
    /// <param name="read">
    /// Called for the source where there is one, then for the clean run, then for each variant: by the layer of their first edit, else in their
    /// order.
    /// </param>
    /// <exception cref="InputException">A prompt does not fit the model.</exception>
    public void Run(SweepBatch batch, IReadOnlyList<Variant> variants, VariantReader read, CancellationToken cancellation = default)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        ILookup<int, int> byLayer = Enumerable.Range(0, variants.Count).ToLookup(index => variants[index].FirstLayer);
        using BatchPass pass = new(model, batch, variants, limit);

        if (pass.SourceOutcome is { } source)
        {
            read(Source, source);
        }

        read(Clean, pass.RunClean());

        foreach (int layer in byLayer.Select(group => group.Key).Order())
        {
            using DisposeScope layerScope = NewDisposeScope();
            pass.Enter(layer, [.. byLayer[layer].Select(index => variants[index])]);
            foreach (IGrouping<int, int> alike in byLayer[layer].GroupBy(index => variants[index].FirstHeads?.Count ?? 0))
            {
                foreach (int[] together in alike.Chunk(limit.Together(batch.Prefix.Length, model.Config.Layers - layer)))
                {
                    using DisposeScope chunkScope = NewDisposeScope();
                    Tensor outcomes = pass.RunEdited(layer, [.. together.Select(index => variants[index])], cancellation);
                    for (int v = 0; v < together.Length; v++)
                    {
                        read(together[v], outcomes.select(0, v));
                    }
                }
            }
        }
    }
}
