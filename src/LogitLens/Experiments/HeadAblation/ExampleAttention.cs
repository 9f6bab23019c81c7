using LogitLens.Experiments.AttentionView;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Every head's attention on one prompt of the data, for the pages of heads.</summary>
/// <param name="Id">The example.</param>
/// <param name="Tokens">Its prompt's tokens.</param>
/// <param name="Layers">How many layers there are.</param>
/// <param name="Heads">How many heads a layer has.</param>
/// <param name="Patterns">A share for each key that a query sees, layer by layer, head by head, query by query.</param>
internal sealed record ExampleAttention(string Id, IReadOnlyList<string> Tokens, int Layers, int Heads, ByteShares Patterns)
{
    // What a page has room for, and a setup too.
    private const long MostShares = 400_000;

    /// <summary>The attention of the first prompt that is short enough; null where none is.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">Some prompts of the data, with their examples' ids.</param>
    /// <param name="spell">A token's text by its id.</param>
    public static ExampleAttention? Of(Transformer model, IEnumerable<(string Id, int[] Tokens)> prompts, Func<int, string> spell)
    {
        (int layers, int heads) = (model.Config.Layers, model.Config.Heads);
        (string Id, int[] Tokens)[] fitting =
            [.. prompts.Where(prompt => (long)layers * heads * prompt.Tokens.Length * (prompt.Tokens.Length + 1) / 2 <= MostShares).Take(1)];
        if (fitting.Length == 0)
        {
            return null;
        }

        (string id, int[] tokens) = fitting[0];
        List<float> seen = [];
        AttentionWeights.Read(model, tokens, (_, pattern, _) => seen.AddRange(Seen(pattern.cpu().contiguous().Floats(), tokens.Length)), withValues: false);
        return new ExampleAttention(id, [.. tokens.Select(spell)], layers, heads, ByteShares.Of(seen));
    }

    /// <summary>What queries see of patterns, one after the other: the first one key, the second two.</summary>
    /// <param name="patterns">[pattern, query, key], row by row.</param>
    /// <param name="length">Number of queries, and of keys.</param>
    public static IEnumerable<float> Seen(float[] patterns, int length) =>
        patterns.Chunk(length).SelectMany((row, place) => row.Take((place % length) + 1));
}
