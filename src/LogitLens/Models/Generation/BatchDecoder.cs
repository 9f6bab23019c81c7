namespace LogitLens.Models;

/// <summary>
/// A batch of prompts in a key-value cache, to be continued token by token. Prompts may differ in length: each row goes on at its own
/// position, and what comes out is that of each prompt alone.
/// </summary>
public sealed class BatchDecoder : IDisposable
{
    private readonly Transformer _model;
    private readonly KeyValueCache _cache;
    private readonly ForwardHooks? _hooks;
    private readonly long[] _ends;

    /// <summary>Runs the prompts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">Token ids, one or more in each prompt, without what <paramref name="prefix"/> holds.</param>
    /// <param name="room">How many tokens each row may be continued by.</param>
    /// <param name="prefix">Keys and values of what all prompts begin with; null for nothing.</param>
    /// <param name="hooks">
    /// Code to run at sites, in the pass over the prompts and at each token after them: activations are [batch, position, ..] of the
    /// positions at hand, which in the last block are the last ones of the prompts. A prefix has been run with or without them already.
    /// </param>
    /// <exception cref="InputException">A prompt and its continuation would not fit into the model's context.</exception>
    public BatchDecoder(Transformer model, IReadOnlyList<int[]> prompts, int room, IKeyValueStore? prefix = null, ForwardHooks? hooks = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        _model = model;
        _hooks = hooks;
        TokenBatch batch = new(prompts);
        int shared = prefix?.Length ?? 0;
        if (shared + batch.Width + room > model.Config.ContextLength)
        {
            throw new InputException(
                $"{shared + batch.Width} prompt tokens and {room} new ones do not fit into the model's context of {model.Config.ContextLength}");
        }

        _ends = [.. prompts.Select(prompt => (long)(shared + prompt.Length))];
        _cache = new KeyValueCache(shared + batch.Width + room);
        if (prefix is not null)
        {
            Fill(prefix, batch.Count);
        }

        Tensor last = tensor(batch.LastPositions, [batch.Count, 1], ScalarType.Int64, model.Device);
        Tensor residual = model.RunBlocks(
            model.Embed(batch, shared, hooks), new PartialRun { Earlier = _cache, Positions = last, Hooks = hooks });
        PromptLogits = Logits(residual).DetachFromDisposeScope();
    }

    /// <summary>The logits after each prompt, [batch, vocabulary].</summary>
    public Tensor PromptLogits { get; }

    /// <summary>
    /// Puts one token at a place after each row's prompt and returns the logits after it, [batch, vocabulary]. Feeding a place again
    /// replaces what was there and all that came after it, so that several continuations can be tried.
    /// </summary>
    /// <param name="tokens">One token a row.</param>
    /// <param name="place">0 for the first place after the prompts; earlier places have been fed.</param>
    public Tensor Continue(IReadOnlyList<int> tokens, int place)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        long[] places = [.. _ends.Select(end => end + place)];
        long[] ids = [.. tokens.Select(id => (long)id)];
        Tensor positions = tensor(places, [places.Length, 1], ScalarType.Int64, _model.Device);
        _cache.PlaceNext(positions, (int)places.Max() + 1);
        Tensor embedded = _model.Embed(tensor(ids, [ids.Length, 1], ScalarType.Int64, _model.Device), positions, _hooks);
        PartialRun run = new() { Earlier = _cache, QueryPositions = positions, Hooks = _hooks };
        return scope.MoveToOuter(Logits(_model.RunBlocks(embedded, run)));
    }

    /// <summary>Frees the cache.</summary>
    public void Dispose()
    {
        PromptLogits.Dispose();
        _cache.Dispose();
    }

    // Joining nothing to the prefix gives the prefix itself, one copy a row.
    private void Fill(IKeyValueStore prefix, int rows)
    {
        ModelConfig config = _model.Config;
        using DisposeScope scope = NewDisposeScope();
        Tensor nothing = empty([rows, config.Heads, 0, config.HeadWidth], _model.DType, _model.Device);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            (Tensor keys, Tensor values) = prefix.Join(layer, nothing, nothing);
            _ = _cache.Join(layer, keys, values);
        }

        _cache.Advance(prefix.Length);
    }

    private Tensor Logits(Tensor residual)
    {
        Tensor logits = _model.Unembed(_model.FinalNorm(residual, _hooks)).select(1, 0);
        return logits.AreFinite() ? logits : throw FiniteNumbers.Error("logits", logits.dtype);
    }
}
