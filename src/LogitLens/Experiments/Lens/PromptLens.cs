using LogitLens.Models;

namespace LogitLens.Experiments.Lens;

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
/// <param name="model">The model whose layers are read.</param>
/// <param name="readout">Whose final norm and unembedding read them; null for the model's own.</param>
public sealed class PromptLens(Transformer model, Transformer? readout = null)
{
    private readonly Transformer _reader = readout ?? model;
    private readonly LensReadout _readout = new(readout ?? model);

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

        using TokenDistributions output = Distributions(cache[sites[^1]]);
        PromptLensLayer[] layers = [.. sites.Select(site => ReadLayer(site.Layer, cache[site], output, topK, labelTokens))];
        return new PromptLensResult(tokenIds, layers);
    }

    // One distribution for each position of a stream [1, position, d_model].
    private TokenDistributions Distributions(Tensor stream)
    {
        using DisposeScope scope = NewDisposeScope();
        return new TokenDistributions(_readout.Logits(stream.select(0, 0)));
    }

    private PromptLensLayer ReadLayer(int layer, Tensor stream, TokenDistributions output, int topK, IReadOnlyList<int> labelTokens)
    {
        using DisposeScope scope = NewDisposeScope();
        bool isLast = layer == model.Config.Layers - 1;
        using TokenDistributions? own = isLast ? null : Distributions(stream);
        TokenDistributions predicted = own ?? output;
        Tensor centred = predicted.Centred;                                              // [position, vocabulary]
        int positions = (int)centred.size(0);
        Tensor ids = centred.topk(Math.Min(topK, _reader.Config.OutputSize)).indexes;
        Tensor topLogits = _reader.FinalNorm(stream.select(0, 0)).mul(_reader.Weights.Unembedding.index_select(0, ids.select(1, 0))).sum(1);
        Tensor rank = centred.gt(centred.gather(1, output.Centred.argmax(1, keepdim: true))).sum(1);

        float[]? labelLogProbabilities = null;
        int[]? labelRanks = null;
        if (labelTokens.Count > 0)
        {
            long[] wanted = [.. labelTokens.Select(id => (long)id)];
            Tensor tokens = tensor(wanted, [1, wanted.Length], ScalarType.Int64, model.Device);
            using TokenDistributions last = predicted.Row(positions - 1);
            labelLogProbabilities = last.LogProbabilities(tokens).Floats();
            labelRanks = last.Centred.gt(last.Centred.gather(1, tokens).t()).sum(1).Ints();
        }

        return new PromptLensLayer(
            layer, Rows(ids.Ints(), positions), Rows(predicted.LogProbabilities(ids).Floats(), positions), topLogits.Floats(),
            predicted.DivergenceFrom(output).Floats(), predicted.Entropy().Floats(), rank.Ints(), labelLogProbabilities, labelRanks);
    }

    private static T[][] Rows<T>(T[] values, int count) => [.. values.Chunk(values.Length / count)];
}
