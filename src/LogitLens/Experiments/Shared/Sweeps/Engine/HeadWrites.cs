using LogitLens.Models;

namespace LogitLens.Experiments.Sweeps;

/// <summary>How the heads that variants edit write into their layer; all variants edit as many.</summary>
/// <param name="Output">The heads' rows of the output projection, [variant, heads x d_head, d_model].</param>
/// <param name="Hidden">
/// Those rows times the MLP's first map, [variant, heads x d_head, d_mlp]: of so low a rank, the hidden layer's change is less work than the
/// layer anew. Null where it is not.
/// </param>
internal sealed record HeadWrites(Tensor Output, Tensor? Hidden)
{
    // The short way has more steps, so it must promise this share of the work at most.
    private const double WorthIt = 0.75;

    /// <summary>Gathers the heads' weights; they belong to the current dispose scope.</summary>
    /// <param name="variants">The variants, whose first edits are of heads in the layer.</param>
    /// <param name="input">The layer's MLP input as one map; null where it is not used.</param>
    public static HeadWrites Of(Transformer model, int layer, IReadOnlyList<Variant> variants, FoldedMlpInput? input)
    {
        BlockWeights block = model.Weights.Blocks[layer];
        Tensor output = stack(variants.Select(variant => cat(
            [.. variant.FirstHeads!.Select(edit => block.OutputOf(edit.Head.Head, model.Config.HeadWidth))], 0)));
        return new HeadWrites(output, input is null ? null : output.view(-1, output.size(2)).mm(input.Weight).view(output.size(0), output.size(1), -1));
    }

    /// <summary>The part of some of the variants.</summary>
    public HeadWrites Of(int first, int count) => new(Output.narrow(0, first, count), Hidden?.narrow(0, first, count));

    /// <summary>Whether products of the heads' rank save work in a layer.</summary>
    /// <param name="edited">How many heads each variant edits in the layer, for those that edit heads alone.</param>
    public static bool AreShorter(ModelConfig config, IReadOnlyCollection<int> edited, long tokens)
    {
        double rank = (double)config.HeadWidth * edited.Sum();
        double anew = (double)tokens * edited.Count * config.ModelWidth;
        return ((tokens + rank) * config.ModelWidth) + (tokens * rank) < WorthIt * anew;
    }
}
