namespace LogitLens.Corpus.Lexicons;

/// <summary>Words that strengthen or soften an opinion and never turn it.</summary>
internal static class Intensity
{
    /// <summary>Before an adjective: "very", "rather".</summary>
    public static IReadOnlyList<string> Before { get; } = WordTable.Lines("""
        very
        so
        really
        quite
        truly
        deeply
        utterly
        thoroughly
        completely
        often
        surprisingly
        simply
        rather
        extremely
        always
        absolutely
        consistently
        just
        pretty
        genuinely
        """);
}
