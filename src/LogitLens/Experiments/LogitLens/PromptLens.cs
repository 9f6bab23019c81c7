using LogitLens.Models;

namespace LogitLens.Experiments.LogitLens;

/// <summary>The lens over a whole prompt: what each layer predicts at each position.</summary>
/// <param name="TokenIds">The prompt.</param>
/// <param name="Layers">One grid row per layer, from the first block on.</param>
public sealed record PromptLensResult(int[] TokenIds, IReadOnlyList<PromptLensLayer> Layers)
{
    /// <summary>The prompt's tokens in readable form; null without a tokenizer.</summary>
    public string[]? Tokens { get; init; }
}

/// <summary>One layer's predictions along the prompt; lists are by position.</summary>
/// <param name="Layer">The block whose resid_post was read.</param>
/// <param name="TopIds">The most probable tokens, [position][k].</param>
/// <param name="TopLogProbs">Their log-probabilities in nats, [position][k].</param>
/// <param name="TopLogits">The most probable token's logit at each position.</param>
/// <param name="KlFinalToLayer">KL(model's output || layer's prediction) at each position, in nats.</param>
/// <param name="Entropy">Entropy of the layer's prediction at each position, in nats.</param>
/// <param name="RankOfFinalTop">The rank at this layer of the token that the model's output puts first, at each position.</param>
/// <param name="LastPositionLabelLogProbs">Log-probability of each label token at the last position; null without labels.</param>
/// <param name="LastPositionRankOfLabels">Its rank there, from 0; null without labels.</param>
public sealed record PromptLensLayer(
    int Layer,
    int[][] TopIds,
    float[][] TopLogProbs,
    float[] TopLogits,
    float[] KlFinalToLayer,
    float[] Entropy,
    int[] RankOfFinalTop,
    float[]? LastPositionLabelLogProbs,
    int[]? LastPositionRankOfLabels)
{
    /// <summary>The top token at each position in readable form; null without a tokenizer.</summary>
    public string[]? TopTokens { get; init; }
}

/// <summary>Computes <see cref="PromptLensResult"/>.</summary>
public sealed class PromptLens(Transformer model)
{
    private readonly LensReadout _readout = new(model);

    /// <summary>Reads every layer at every position of a prompt.</summary>
    /// <param name="tokenIds">The prompt.</param>
    /// <param name="topK">How many tokens to name in each cell.</param>
    /// <param name="labelTokens">Label tokens to score at the last position; empty for none.</param>
    /// <exception cref="InputException">The prompt is longer than the model's context or has a token outside its vocabulary.</exception>
    public PromptLensResult Read(int[] tokenIds, int topK, IReadOnlyList<int> labelTokens)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using ActivationCache cache = new();
        int depth = model.Config.Layers;
        Site[] sites = [.. Enumerable.Range(0, depth).Select(layer => new Site(SiteKind.ResidPost, layer))];
        TokenBatch batch = new([tokenIds]);
        _ = model.RunBlocks(model.Embed(batch), new PartialRun { Hooks = cache.Watch(sites) });

        Tensor final = _readout.LogProbabilities(cache[sites[^1]].select(0, 0)); // [position, vocabulary]
        PromptLensLayer[] layers = [.. sites.Select(site => ReadLayer(site.Layer, cache[site].select(0, 0), final, topK, labelTokens))];
        return new PromptLensResult(tokenIds, layers);
    }

    private PromptLensLayer ReadLayer(int layer, Tensor residual, Tensor final, int topK, IReadOnlyList<int> labelTokens)
    {
        using DisposeScope scope = NewDisposeScope();
        bool isLast = layer == model.Config.Layers - 1;
        Tensor log = isLast ? final : _readout.LogProbabilities(residual);               // [position, vocabulary]
        int positions = (int)log.size(0);
        (Tensor top, Tensor ids) = log.topk(Math.Min(topK, model.Config.VocabularySize));
        Tensor topLogits = model.FinalNorm(residual).mul(model.Weights.Unembedding.index_select(0, ids.select(1, 0))).sum(1);
        Tensor kl = final.exp().mul(final.sub(log)).sum(1).clamp_(min: 0);
        Tensor entropy = log.exp().mul(log).sum(1).neg();
        Tensor rank = log.gt(log.gather(1, final.argmax(1, keepdim: true))).sum(1);

        float[]? labelLogProbabilities = null;
        int[]? labelRanks = null;
        if (labelTokens.Count > 0)
        {
            long[] wanted = [.. labelTokens.Select(id => (long)id)];
            Tensor last = log.select(0, positions - 1);
            Tensor scores = last.index_select(0, tensor(wanted, ScalarType.Int64, model.Device));
            labelLogProbabilities = scores.data<float>().ToArray();
            labelRanks = Ints(last.unsqueeze(0).gt(scores.unsqueeze(1)).sum(1));
        }

        return new PromptLensLayer(
            layer, Rows(Ints(ids), positions), Rows(top.data<float>().ToArray(), positions), topLogits.to(ScalarType.Float32).data<float>().ToArray(),
            kl.data<float>().ToArray(), entropy.data<float>().ToArray(), Ints(rank), labelLogProbabilities, labelRanks);
    }

    private static int[] Ints(Tensor values) => [.. values.data<long>().ToArray().Select(value => (int)value)];

    private static T[][] Rows<T>(T[] values, int count) => [.. values.Chunk(values.Length / count)];
}
