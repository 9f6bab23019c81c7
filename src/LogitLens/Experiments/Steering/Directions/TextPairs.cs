using LogitLens.Datasets;

namespace LogitLens.Experiments.Steering;

/// <summary>Pairs of texts that differ in what a direction is of.</summary>
/// <param name="Towards">Those that the direction points to.</param>
/// <param name="Away">Those that it points from, pair by pair.</param>
internal sealed record TextPairs(IReadOnlyList<string> Towards, IReadOnlyList<string> Away)
{
    /// <summary>The pairs of a source: a file's, or the one of a contrast.</summary>
    /// <exception cref="InputException">The file is missing, has no pairs, or a text is empty.</exception>
    public static TextPairs Of(DirectionSource source)
    {
        if (source.Kind == DirectionKind.Contrast)
        {
            return new TextPairs([source.Texts.Towards], [source.Texts.Away]);
        }

        using Table table = ColumnFileReader.Open(source.File!);
        table.Require("towards");
        table.Require("away");
        RowReading reading = new(ReadOptions.ForFile(source.File!));
        List<(string Towards, string Away)> pairs = reading.Read(table, (row, _) => (row.Required("towards"), row.Required("away")));
        return pairs.Count > 0
            ? new TextPairs([.. pairs.Select(pair => pair.Towards)], [.. pairs.Select(pair => pair.Away)])
            : throw new InputException($"{source.File}: there are no pairs: each row has a text 'towards' and one 'away'");
    }
}
