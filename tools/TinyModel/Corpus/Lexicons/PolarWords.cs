namespace TinyModel.Corpus.Lexicons;

/// <summary>Words that carry an opinion, common ones first. What they say of a thing is the same in every domain.</summary>
internal sealed record PolarWords(
    IReadOnlyList<string> Adjectives,
    IReadOnlyList<string> Adverbs,
    IReadOnlyList<string> Nouns,
    IReadOnlyList<string> Feels,
    IReadOnlyList<string> Does,
    IReadOnlyList<string> Extremes)
{
    private static readonly RowFile s_rows = RowFile.Open("polar-words");

    /// <summary>Words of praise.</summary>
    public static PolarWords Positive { get; } = Read("positive");

    /// <summary>Words of blame.</summary>
    public static PolarWords Negative { get; } = Read("negative");

    private static PolarWords Read(string polarity)
    {
        return new PolarWords(Of("adjectives"), Of("adverbs"), Of("nouns"), Of("feels"), Of("does"), Of("extremes"));

        IReadOnlyList<string> Of(string part) => s_rows.Words($"{polarity} {part}");
    }
}
