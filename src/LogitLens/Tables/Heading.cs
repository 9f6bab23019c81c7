namespace LogitLens.Tables;

/// <summary>One heading of a CSV file.</summary>
/// <param name="Name">The heading, in snake_case.</param>
/// <param name="Meaning">What stands under it: a phrase without a full stop.</param>
/// <param name="Format">How its values are written for people.</param>
public sealed record Heading(string Name, string Meaning, CellFormat Format)
{
    /// <summary>The values it may have with what they mean, where these are a list.</summary>
    public IReadOnlyList<(string Value, string Meaning)> Values { get; init; } = [];
}
