namespace TinyModel.Corpus.Lexicons;

/// <summary>First names, and the pronouns that go with them.</summary>
internal static class People
{
    private static readonly RowFile s_rows = RowFile.Open("people");

    /// <summary>Names whose pronoun is "she".</summary>
    public static IReadOnlyList<string> Women { get; } = s_rows.Words("women");

    /// <summary>Names whose pronoun is "he".</summary>
    public static IReadOnlyList<string> Men { get; } = s_rows.Words("men");

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Women, .. Men];

    /// <summary>"She" or "He".</summary>
    public static string Pronoun(string name) => Women.Contains(name) ? "She" : "He";
}
