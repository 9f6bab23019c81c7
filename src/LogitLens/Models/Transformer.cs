namespace LogitLens.Models;

/// <summary>
/// A decoder: embedding, blocks, final norm, unembedding. A full forward pass is <see cref="Forward"/>; experiments that need less put the
/// same parts together themselves: embedding, <see cref="RunBlocks"/>, <see cref="FinalNorm"/>, <see cref="Unembed"/>.
/// </summary>
public sealed class Transformer : IDisposable
{
    private static readonly ForwardHooks s_noHooks = new();

    private readonly ModelWeights _weights;
    private readonly TransformerBlock[] _blocks;

    /// <summary>Puts a model together; it owns the weights.</summary>
    public Transformer(ModelConfig config, ModelWeights weights)
    {
        Config = config;
        _weights = weights;
        _blocks = [.. weights.Blocks.Select((block, layer) => new TransformerBlock(config, block, layer))];
    }

    /// <summary>The model's shape.</summary>
    public ModelConfig Config { get; }

    /// <summary>The model's weights.</summary>
    public ModelWeights Weights => _weights;

    /// <summary>Where the weights are.</summary>
    public Device Device => _weights.TokenEmbedding.device;

    /// <summary>The blocks, for runs that branch within one.</summary>
    internal IReadOnlyList<TransformerBlock> Blocks => _blocks;

    /// <summary>The weights' type.</summary>
    public ScalarType DType => _weights.TokenEmbedding.dtype;

    /// <summary>The logits of every position for every token, [batch, position, vocabulary].</summary>
    public Tensor Forward(TokenBatch batch, ForwardHooks? hooks = null)
    {
        Tensor residual = RunBlocks(Embed(batch, hooks: hooks), new PartialRun { Hooks = hooks });
        return Unembed(FinalNorm(residual, hooks));
    }

    /// <summary>The residual stream before block 0, [batch, position, d_model].</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="firstPosition">The position of each row's first token; after a prefix, the prefix's length.</param>
    /// <param name="hooks">Code to run at the embeddings' sites.</param>
    /// <exception cref="InputException">The sequence is longer than the model's context, or a token is not in its vocabulary.</exception>
    public Tensor Embed(TokenBatch batch, int firstPosition = 0, ForwardHooks? hooks = null)
    {
        if (firstPosition + batch.Width > Config.ContextLength)
        {
            throw new InputException($"a sequence of {firstPosition + batch.Width} tokens is longer than the model's context of {Config.ContextLength}");
        }

        foreach (int id in batch.Sequences.SelectMany(sequence => sequence))
        {
            if (id < 0 || id >= Config.VocabularySize)
            {
                throw new InputException($"token id {id} is not in the model's vocabulary of {Config.VocabularySize} tokens");
            }
        }

        Tensor positions = arange(firstPosition, firstPosition + batch.Width, ScalarType.Int64, Device).unsqueeze(0);
        return Embed(batch.ToTensor(Device), positions, hooks);
    }

    /// <summary>The residual stream before block 0 of tokens [batch, position] at positions [1 or batch, position].</summary>
    public Tensor Embed(Tensor tokens, Tensor positions, ForwardHooks? hooks = null)
    {
        hooks ??= s_noHooks;
        Tensor tokenPart = hooks.Run(new Site(SiteKind.Embed), Lookup(_weights.TokenEmbedding, tokens));
        Tensor positionPart = hooks.Run(
            new Site(SiteKind.PositionEmbed), Lookup(_weights.PositionEmbedding, positions).expand(tokens.size(0), -1, -1));
        return tokenPart.add(positionPart);
    }

    /// <summary>
    /// Runs blocks on a residual stream [batch, position, d_model] and returns the stream after the last of them: [batch, position,
    /// d_model], or [batch, n, d_model] when <see cref="PartialRun.Positions"/> chooses n positions.
    /// </summary>
    /// <exception cref="InputException">The stream has become NaN or infinite; the message names the first layer where it has.</exception>
    public Tensor RunBlocks(Tensor residual, PartialRun run)
    {
        Tensor end = Run(residual, run, checkEach: false);
        if (!end.AreFinite())
        {
            using DisposeScope scope = NewDisposeScope();
            Run(residual, run, checkEach: true);
            throw FiniteNumbers.Error(new Site(SiteKind.ResidPost, (run.ToLayer ?? Config.Layers) - 1).Name, DType);
        }

        return end;
    }

    // A second run, where the first has ended in values that are not finite, finds the layer they come from.
    private Tensor Run(Tensor residual, PartialRun run, bool checkEach)
    {
        if (checkEach && !residual.AreFinite())
        {
            throw FiniteNumbers.Error(run.FromLayer == 0 ? "the embeddings" : new Site(SiteKind.ResidPre, run.FromLayer).Name, DType);
        }

        ForwardHooks hooks = run.Hooks ?? s_noHooks;
        int last = (run.ToLayer ?? Config.Layers) - 1;
        int earlier = run.Earlier?.Length ?? 0;
        long width = residual.size(1);
        Tensor queryPositions = run.QueryPositions ?? arange(earlier, earlier + width, ScalarType.Int64, residual.device).unsqueeze(0);
        Tensor mask = CausalMask(queryPositions, run.QueryPositions is null ? earlier + width : earlier);

        for (int layer = run.FromLayer; layer <= last; layer++)
        {
            // The scope frees a layer's intermediate results before the next layer makes its own.
            using DisposeScope scope = NewDisposeScope();
            bool choose = layer == last && run.Positions is not null;
            BlockPass pass = choose
                ? new(hooks, CausalMask(run.Positions!.add(earlier), earlier + width), run.Earlier, run.Positions)
                : new(hooks, mask, run.Earlier, null);
            Tensor before = residual;
            residual = scope.MoveToOuter(_blocks[layer].Forward(before, pass));
            if (checkEach && !residual.AreFinite())
            {
                throw FiniteNumbers.Error($"layer {layer}: {new Site(SiteKind.ResidPost, layer).Name}", DType);
            }

            if (layer > run.FromLayer && !hooks.Has(new Site(SiteKind.ResidPost, layer - 1)) && !hooks.Has(new Site(SiteKind.ResidPre, layer)))
            {
                before.Dispose();
            }
        }

        return run.FromLayer > last && run.Positions is not null ? TransformerBlock.Rows(residual, run.Positions) : residual;
    }

    /// <summary>The final norm of a residual stream of any layer, [.., d_model].</summary>
    public Tensor FinalNorm(Tensor residual, ForwardHooks? hooks = null) =>
        (hooks ?? s_noHooks).Run(new Site(SiteKind.FinalNormalized), _weights.FinalNorm.Apply(residual));

    /// <summary>
    /// Logits of a normalised stream [.., d_model]: [.., vocabulary], or [.., n] for the n tokens whose ids are given.
    /// </summary>
    public Tensor Unembed(Tensor normalized, Tensor? tokenIds = null)
    {
        Tensor rows = tokenIds is null ? _weights.Unembedding : _weights.Unembedding.index_select(0, tokenIds);
        long[] shape = normalized.shape;
        shape[^1] = rows.size(0);
        return RowProduct.Of(normalized.reshape(-1, Config.ModelWidth), rows.t()).view(shape);
    }

    /// <summary>Computes the keys and values of a text that examples begin with, once for all of them.</summary>
    public KeyValuePrefix Prefix(int[] tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using KeyValueCache cache = new(tokens.Length);
        _ = RunBlocks(Embed(new TokenBatch([tokens])), new PartialRun { Earlier = cache });
        cache.Advance(tokens.Length);
        return cache.ToPrefix();
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose() => _weights.Dispose();

    private static Tensor Lookup(Tensor table, Tensor indices)
    {
        // index_select reads the same memory forward as an embedding does, and its gradient is the same sum.
        return table.index_select(0, indices.reshape(-1)).view(indices.size(0), indices.size(1), table.size(1));
    }

    // True where a key comes after its query: [1 or batch, 1, query, key].
    internal static Tensor CausalMask(Tensor queryPositions, long keys) =>
        arange(keys, ScalarType.Int64, queryPositions.device).view(1, 1, 1, keys).gt(queryPositions.unsqueeze(1).unsqueeze(-1));
}
