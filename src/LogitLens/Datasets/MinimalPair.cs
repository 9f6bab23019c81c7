namespace LogitLens.Datasets;

/// <summary>Two sentences that differ in one point of grammar; a model that knows the point finds the good one likelier.</summary>
/// <param name="Id">Stable name: the paradigm and the row, "anaphor_number_agreement:17".</param>
/// <param name="Good">The acceptable sentence.</param>
/// <param name="Bad">The unacceptable sentence.</param>
/// <param name="Paradigm">The contrast that is tested (BLiMP's <c>UID</c>).</param>
/// <param name="Source">Where the pair was read.</param>
public sealed record MinimalPair(string Id, string Good, string Bad, string Paradigm, RowSource Source)
{
    /// <summary>BLiMP's <c>linguistics_term</c>, the phenomenon that the paradigm belongs to; null where the file has none.</summary>
    public string? Phenomenon { get; init; }

    /// <summary>What the pair belongs to, by the column that was chosen for that; null where none was.</summary>
    public string? Cluster { get; init; }

    /// <summary>The text after which the two words compete (BLiMP's one-prefix method); null where the pair has none.</summary>
    public CompetingWords? OnePrefix { get; init; }
}

/// <summary>The one-prefix method's view of a pair: which of two words goes on from a shared prefix.</summary>
/// <param name="Prefix">The shared beginning, without a space at its end.</param>
/// <param name="Good">The word that is right after it.</param>
/// <param name="Bad">The word that is wrong after it.</param>
public sealed record CompetingWords(string Prefix, string Good, string Bad);

/// <summary>Minimal pairs with where they come from.</summary>
/// <param name="Origin">The files, their hashes, and what was left out.</param>
/// <param name="Pairs">The pairs, in the order of the files.</param>
public sealed record MinimalPairSet(DataOrigin Origin, IReadOnlyList<MinimalPair> Pairs);
