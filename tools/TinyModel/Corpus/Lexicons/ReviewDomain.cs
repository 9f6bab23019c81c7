namespace TinyModel.Corpus.Lexicons;

/// <summary>
/// A sort of thing that people review: what it is called, its countable parts and uncountable stuff, who makes it, how it is made, and
/// remarks without an opinion.
/// </summary>
internal sealed record ReviewDomain(
    IReadOnlyList<string> Things,
    IReadOnlyList<string> Parts,
    IReadOnlyList<string> Stuff,
    IReadOnlyList<string> Makers,
    IReadOnlyList<string> Made,
    IReadOnlyList<string> Asides)
{
    private static readonly RowFile s_rows = RowFile.Open("review-domains");

    /// <summary>All domains; films twice as often as each of the others.</summary>
    public static IReadOnlyList<ReviewDomain> All { get; } = [Read("film"), Read("film"), Read("book"), Read("restaurant"), Read("product")];

    private static ReviewDomain Read(string domain)
    {
        return new ReviewDomain(Words("things"), Words("parts"), Words("stuff"), Lines("makers"), Words("made"), Lines("asides"));

        IReadOnlyList<string> Words(string part) => s_rows.Words($"{domain} {part}");
        IReadOnlyList<string> Lines(string part) => s_rows.Lines($"{domain} {part}");
    }
}
