namespace LogitLens.Corpus.Lexicons;

/// <summary>First names, and the pronouns that go with them.</summary>
internal static class People
{
    /// <summary>Names whose pronoun is "she".</summary>
    public static IReadOnlyList<string> Women { get; } = WordTable.Words(
        "Mary Anna Lucy Emma Sarah Jane Alice Laura Kate Helen Rosa Nina Grace Clara Julia Ruth");

    /// <summary>Names whose pronoun is "he".</summary>
    public static IReadOnlyList<string> Men { get; } = WordTable.Words(
        "John Tom Paul Peter James David Mark Sam Jack Ben Adam Max Leo Henry Oscar Simon");

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Women, .. Men];

    /// <summary>"She" or "He".</summary>
    public static string Pronoun(string name) => Women.Contains(name) ? "She" : "He";
}
