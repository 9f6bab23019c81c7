using LogitLens.Datasets;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Evaluation;

/// <summary>A minimal pair as tokens, with the BOS token first where one was asked for.</summary>
internal sealed record TokenisedPair(MinimalPair Pair, int[] Good, int[] Bad);

/// <summary>Minimal pairs made ready for a model.</summary>
/// <param name="Origin">Where they come from.</param>
internal sealed record PairTask(DataOrigin Origin, IReadOnlyList<TokenisedPair> Pairs) : ReadData
{
    public override DataOrigin Origin { get; } = Origin;

    public override int Count => Pairs.Count;

    /// <summary>Each pair's cluster by its id; null where pairs are independent.</summary>
    public IReadOnlyDictionary<string, string>? Clusters => Pairs.Any(pair => pair.Pair.Cluster is null)
        ? null
        : Pairs.ToDictionary(pair => pair.Pair.Id, pair => pair.Pair.Cluster!, StringComparer.Ordinal);

    protected override IEnumerable<string> Remarks()
    {
        // With a BOS token all sentences begin alike.
        int unscored = Pairs.Count(pair => pair.Good[0] != pair.Bad[0]);
        return ExampleClusters.Notes(Clusters).Concat(unscored == 0 ? []
            : [$"{unscored} of {Pairs.Count} pairs differ in their first token, which nothing comes before and so has no score; --bos gives it one"]);
    }

    public override UnitPrompt PromptOf(WorkUnit unit, Func<IEnumerable<int>, string?> spell)
    {
        TokenisedPair pair = Pairs[unit.Example];
        return new UnitPrompt
        {
            Id = unit.Id,
            Example = pair.Pair.Id,
            Text = $"{pair.Pair.Good} / {pair.Pair.Bad}",
            Right = pair.Pair.Good,
            Cluster = pair.Pair.Cluster,
            Tokens = pair.Good.Length,
        };
    }

    public override int TokensOf(WorkUnit unit) => Pairs[unit.Example].Good.Length + Pairs[unit.Example].Bad.Length;

    /// <summary>Reads and tokenises the pairs.</summary>
    /// <exception cref="InputException">The data hold no minimal pairs, or a sentence does not fit the model.</exception>
    public static PairTask Open(ModelSource model, DataOptions data, long seed)
    {
        model.Files.RequireLanguageModel("scoring minimal pairs");
        MinimalPairSet set = new DataSource(data, seed).Pairs();
        BytePairTokenizer tokenizer = model.Files.RequireTokenizer();
        int[] Encode(MinimalPair pair, string sentence)
        {
            int[] ids = [.. model.BosId is { } bos ? [bos] : Array.Empty<int>(), .. tokenizer.Encode(sentence)];
            return ids.Length switch
            {
                < 2 => throw new InputException($"{pair.Source}: '{sentence}' is a single token, which nothing comes before; --bos gives it a score"),
                int length when length > model.Files.Config.ContextLength => throw new InputException(
                    $"{pair.Source}: a sentence of {length} tokens is longer than the model's context of {model.Files.Config.ContextLength}"),
                _ => ids,
            };
        }

        return new PairTask(set.Origin, [.. set.Pairs.Select(pair => new TokenisedPair(pair, Encode(pair, pair.Good), Encode(pair, pair.Bad)))]);
    }
}
