using LogitLens.Runs;
using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Cli.Tests.AttentionDistance;

/// <summary>What is found for one prompt.</summary>
/// <param name="Id">The prompt's name.</param>
/// <param name="Distances">How many tokens back a head looks, mean over the prompt's queries, [layer][head].</param>
internal sealed record AttentionDistanceRecord(string Id, double[][] Distances) : IUnitRecord;

/// <summary>The summary; its properties become results.json's.</summary>
/// <param name="N">Number of prompts.</param>
/// <param name="Heads">Each head, layer by layer.</param>
/// <param name="Notes">What a reader should know of the data.</param>
internal sealed record AttentionDistanceResult(int N, IReadOnlyList<HeadDistance> Heads, IReadOnlyList<string> Notes)
{
    /// <summary>The table of heads: CSV file, headline and reference of columns are made from it.</summary>
    public static Table<HeadDistance> Table { get; } = new Table<HeadDistance>("distances", "one head")
        .Column("layer", row => row.Layer, "its layer, from 0", CellFormat.Count, shown: "layer", key: true)
        .Column("head", row => row.Head, "its head in the layer", CellFormat.Count, shown: "head", key: true)
        .Estimate("distance", row => row.Distance, "how many tokens back it looks", EstimateHeadings.LowHighN, CellFormat.TwoDecimals, shown: "distance");
}

/// <summary>One head over all prompts.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Head">Its head in the layer.</param>
/// <param name="Distance">How many tokens back it looks, mean over prompts.</param>
internal sealed record HeadDistance(int Layer, int Head, Estimate Distance);
