using LogitLens.Experiments.Sweeps;
using LogitLens.Tables;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>What a head attends to, as means over queries of the attention that it pays, 0 to 1.</summary>
/// <param name="Head">The head in it.</param>
/// <param name="PreviousToken">To the position before, on the data.</param>
/// <param name="FirstToken">To the first position, on the data.</param>
/// <param name="DuplicateToken">To the earlier copy of the same token, on random tokens that are repeated once.</param>
/// <param name="Induction">To the token after the earlier copy, on the same (Olsson et al. 2022).</param>
/// <param name="Entropy">Of the pattern on the data, in nats, mean over queries.</param>
internal sealed record HeadDescription(
    int Layer, int Head, double PreviousToken, double FirstToken, double DuplicateToken, double Induction, double Entropy)
{
    // Below this share of its attention, a head's best-scoring description says little of it.
    private const double LeastDescribed = 0.2;

    internal static Table<HeadDescription> Table { get; } = new Table<HeadDescription>("head-descriptions", "what one head attends to")
        .Column("layer", row => row.Layer, "its layer, from 0", CellFormat.Count)
        .Column("head", row => row.Head, "the head in it", CellFormat.Count)
        .Column("previous_token", row => row.PreviousToken, "attention to the position before, on the data, mean over queries", CellFormat.Share)
        .Column("first_token", row => row.FirstToken, "attention to the first position, on the data", CellFormat.Share)
        .Column(
            "duplicate_token", row => row.DuplicateToken, "attention to the earlier copy of the same token, on random tokens repeated once", CellFormat.Share)
        .Column("induction", row => row.Induction, "attention to the token after the earlier copy, on the same", CellFormat.Share)
        .Column("entropy", row => row.Entropy, "entropy of the pattern on the data, in nats", CellFormat.Number);

    /// <summary>What a head attends to most; empty where that says little, and for what is no head.</summary>
    internal static string Attends(SweepItem item, IReadOnlyList<HeadDescription> descriptions)
    {
        if (item.Head is null || descriptions.FirstOrDefault(each => each.Layer == item.Layer && each.Head == item.Head) is not { } description)
        {
            return "";
        }

        (string Name, double Score)[] scores =
        [
            ("induction", description.Induction), ("duplicate token", description.DuplicateToken), ("previous token", description.PreviousToken),
            ("first token", description.FirstToken),
        ];
        (string name, double score) = scores.MaxBy(pair => pair.Score);
        return score < LeastDescribed ? "" : $"{name} {CellFormat.Share.Of(score)}";
    }
}
