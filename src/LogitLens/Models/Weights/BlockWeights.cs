namespace LogitLens.Models;

/// <summary>A linear map: weight [in, out], bias [out].</summary>
public sealed record LinearWeights(Tensor Weight, Tensor Bias)
{
    /// <summary>x W + b for x [batch, position, in].</summary>
    internal Tensor Apply(Tensor x)
    {
        // The product, then the bias in place: faster than addmm, which would first copy the bias into every row.
        Tensor product = RowProduct.Of(x.reshape(-1, x.size(2)), Weight).add_(Bias);
        return product.view(x.size(0), x.size(1), Bias.size(0));
    }

    /// <summary>The part of the map that gives some of its columns.</summary>
    internal LinearWeights Columns(long start, long count) => new(Weight.narrow(1, start, count), Bias.narrow(0, start, count));
}

/// <summary>One block: attention with queries, keys and values side by side in one map, and the MLP.</summary>
public sealed record BlockWeights(
    NormWeights AttentionNorm, LinearWeights QueryKeyValue, LinearWeights AttentionOutput, NormWeights MlpNorm, LinearWeights MlpIn, LinearWeights MlpOut)
{
    private long Width => QueryKeyValue.Weight.size(0);

    /// <summary>Queries, keys and values of a normalised stream [batch, position, d_model], each [batch, position, head, d_head].</summary>
    /// <param name="normalized">The stream after the norm.</param>
    /// <param name="queried">The stream at the positions that have a query; null for all.</param>
    internal (Tensor Queries, Tensor Keys, Tensor Values) Attending(Tensor normalized, Tensor? queried, int heads)
    {
        if (queried is null)
        {
            Tensor[] all = QueryKeyValue.Apply(normalized).split(Width, 2);             // each [batch, position, d_model]
            return (Heads(all[0], heads), Heads(all[1], heads), Heads(all[2], heads));
        }

        Tensor queries = QueryKeyValue.Columns(0, Width).Apply(queried);
        Tensor[] keysValues = QueryKeyValue.Columns(Width, 2 * Width).Apply(normalized).split(Width, 2);
        return (Heads(queries, heads), Heads(keysValues[0], heads), Heads(keysValues[1], heads));
    }

    /// <summary>How one head's z is written into the residual stream: its rows of the output projection, [d_head, d_model].</summary>
    internal Tensor OutputOf(int head, int headWidth) => AttentionOutput.Weight.narrow(0, head * headWidth, headWidth);

    // [batch, position, d_model] as heads: [batch, position, head, d_head].
    private Tensor Heads(Tensor x, int heads) => x.view(x.size(0), x.size(1), heads, Width / heads);
}
