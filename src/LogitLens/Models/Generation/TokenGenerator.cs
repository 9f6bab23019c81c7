namespace LogitLens.Models.Generation;

/// <summary>Writes continuations with a key-value cache, many prompts at a time.</summary>
public static class TokenGenerator
{
    /// <summary>Chooses the next token of each row from logits [batch, vocabulary].</summary>
    public delegate long[] TokenChoice(Tensor logits);

    /// <summary>The most probable token; the first of equals.</summary>
    public static long[] Greedy(Tensor logits) => logits.argmax(-1).data<long>().ToArray();

    /// <summary>
    /// Continues each prompt by up to <paramref name="maxNewTokens"/> tokens and returns the new tokens alone. Prompts may differ in length:
    /// each row goes on at its own position, and the result is that of each prompt alone.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">Token ids, one or more in each prompt.</param>
    /// <param name="maxNewTokens">Where to stop at the latest.</param>
    /// <param name="choose">Picks each next token.</param>
    /// <param name="isFinished">Told the row and its new tokens so far; true ends that row. Its last token is kept.</param>
    /// <exception cref="InputException">A prompt and its continuation would not fit into the model's context.</exception>
    public static IReadOnlyList<int[]> Generate(
        Transformer model, IReadOnlyList<int[]> prompts, int maxNewTokens, TokenChoice choose, Func<int, IReadOnlyList<int>, bool>? isFinished = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        TokenBatch batch = new(prompts);
        if (batch.Width + maxNewTokens > model.Config.ContextLength)
        {
            throw new InputException(
                $"{batch.Width} prompt tokens and {maxNewTokens} new ones do not fit into the model's context of {model.Config.ContextLength}");
        }

        List<int>[] written = [.. prompts.Select(_ => new List<int>())];
        if (maxNewTokens == 0)
        {
            return [.. written.Select(row => row.ToArray())];
        }

        using KeyValueCache cache = new(batch.Width + maxNewTokens);
        Tensor last = tensor(batch.LastPositions, [batch.Count, 1], ScalarType.Int64, model.Device);
        Tensor residual = model.RunBlocks(model.Embed(batch), new PartialRun { Earlier = cache, Positions = last });
        bool[] done = new bool[batch.Count];
        for (int step = 0; ; step++)
        {
            using DisposeScope stepScope = NewDisposeScope();
            long[] next = choose(model.Unembed(model.FinalNorm(residual)).select(1, 0));
            residual.Dispose();
            for (int row = 0; row < batch.Count; row++)
            {
                if (!done[row])
                {
                    written[row].Add((int)next[row]);
                    done[row] = isFinished?.Invoke(row, written[row]) == true;
                }
            }

            if (step + 1 == maxNewTokens || Array.TrueForAll(done, finished => finished))
            {
                return [.. written.Select(row => row.ToArray())];
            }

            long[] places = [.. batch.LastPositions.Select(position => position + 1 + step)];
            Tensor positions = tensor(places, [batch.Count, 1], ScalarType.Int64, model.Device);
            Tensor tokens = tensor(next, [batch.Count, 1], ScalarType.Int64, model.Device);
            cache.PlaceNext(positions, (int)places.Max() + 1);
            residual = model.RunBlocks(model.Embed(tokens, positions), new PartialRun { Earlier = cache, QueryPositions = positions });
            stepScope.MoveToOuter(residual);
        }
    }
}
