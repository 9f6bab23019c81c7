using LogitLens.Datasets;
using LogitLens.Models;

namespace LogitLens.Experiments.Evaluation;

/// <summary>What the model says after one prompt.</summary>
/// <param name="LabelLogProbs">The log-probability of each label, in nats: of its first token, or summed over all of them.</param>
/// <param name="Decoded">The token that the model itself goes on with.</param>
internal sealed record LabelReading(double[] LabelLogProbs, int Decoded);

/// <summary>Scores the label words after each prompt of a batch. Only the last positions meet the unembedding.</summary>
internal sealed class LabelScorer(Transformer model, IReadOnlyList<LabelWord> words, LabelScoring scoring)
{
    private readonly bool _continues = scoring == LabelScoring.WholeWord && words.Any(word => word.IsMultiToken);

    /// <summary>Scores a batch.</summary>
    /// <param name="prompts">Token ids of each prompt, without what <paramref name="prefix"/> holds.</param>
    /// <param name="prefix">Keys and values of what all prompts begin with; null for nothing.</param>
    /// <exception cref="InputException">A prompt is longer than the model's context or has a token outside its vocabulary.</exception>
    public LabelReading[] Read(IReadOnlyList<int[]> prompts, KeyValuePrefix? prefix, TokenGenerator.TokenChoice choose)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using BatchDecoder? decoder = _continues ? new(model, prompts, words.Max(word => word.TokenIds.Count) - 1, prefix) : null;
        Tensor logits = decoder?.PromptLogits ?? LastLogits(prompts, prefix);
        long[] decoded = choose(logits);
        double[][] first = LogProbabilities(logits, [.. words.Select(word => word.FirstToken)]);
        if (decoder is not null)
        {
            for (int label = 0; label < words.Count; label++)
            {
                AddLaterTokens(decoder, label, first);
            }
        }

        return [.. first.Select((scores, row) => new LabelReading(scores, (int)decoded[row]))];
    }

    private void AddLaterTokens(BatchDecoder decoder, int label, double[][] sums)
    {
        IReadOnlyList<int> word = words[label].TokenIds;
        for (int place = 0; place + 1 < word.Count; place++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = decoder.Continue([.. Enumerable.Repeat(word[place], sums.Length)], place);
            double[][] next = LogProbabilities(logits, [word[place + 1]]);
            for (int row = 0; row < sums.Length; row++)
            {
                sums[row][label] += next[row][0];
            }
        }
    }

    private Tensor LastLogits(IReadOnlyList<int[]> prompts, KeyValuePrefix? prefix)
    {
        TokenBatch batch = new(prompts);
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1], ScalarType.Int64, model.Device);
        Tensor residual = model.RunBlocks(model.Embed(batch, prefix?.Length ?? 0), new PartialRun { Positions = last, Earlier = prefix });
        return model.Unembed(model.FinalNorm(residual)).select(1, 0);
    }

    // [row][token], from logits [row, vocabulary].
    private static double[][] LogProbabilities(Tensor logits, int[] tokens)
    {
        using DisposeScope scope = NewDisposeScope();
        using TokenDistributions predicted = new(logits);
        long[] wanted = [.. tokens.Select(id => (long)id)];
        double[] values = predicted.LogProbabilities(tensor(wanted, [1, wanted.Length], ScalarType.Int64, logits.device)).Doubles();
        return [.. values.Chunk(tokens.Length)];
    }
}
