namespace LogitLens.Models;

/// <summary>Writes continuations with a key-value cache, many prompts at a time.</summary>
public static class TokenGenerator
{
    /// <summary>Chooses the next token of each row from logits [batch, vocabulary].</summary>
    public delegate long[] TokenChoice(Tensor logits);

    /// <summary>The most probable token; the first of equals.</summary>
    public static long[] Greedy(Tensor logits)
    {
        using DisposeScope scope = NewDisposeScope();
        return logits.argmax(-1).cpu().data<long>().ToArray();
    }

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
        using BatchDecoder decoder = new(model, prompts, maxNewTokens);
        return Generate(decoder, prompts.Count, maxNewTokens, choose, isFinished);
    }

    /// <summary>Continues the prompts of a decoder, which has room for <paramref name="maxNewTokens"/>; otherwise as the other overload.</summary>
    /// <param name="decoder">The prompts.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="maxNewTokens">Where to stop at the latest.</param>
    /// <param name="choose">Picks each next token.</param>
    /// <param name="isFinished">Told the row and its new tokens so far; true ends that row. Its last token is kept.</param>
    public static IReadOnlyList<int[]> Generate(
        BatchDecoder decoder, int rows, int maxNewTokens, TokenChoice choose, Func<int, IReadOnlyList<int>, bool>? isFinished = null)
    {
        using IDisposable gradless = no_grad();
        List<int>[] written = [.. Enumerable.Range(0, rows).Select(_ => new List<int>())];
        bool[] done = new bool[rows];
        int[] next = [];
        for (int step = 0; step < maxNewTokens && !Array.TrueForAll(done, finished => finished); step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor logits = step == 0 ? decoder.PromptLogits : decoder.Continue(next, step - 1);
            next = [.. choose(logits).Select(id => (int)id)];
            for (int row = 0; row < rows; row++)
            {
                if (!done[row])
                {
                    written[row].Add(next[row]);
                    done[row] = isFinished?.Invoke(row, written[row]) == true;
                }
            }
        }

        return [.. written.Select(row => row.ToArray())];
    }
}
