namespace TinyModel.Corpus.Lexicons;

/// <summary>Words that strengthen or soften an opinion and never turn it.</summary>
internal static class Intensity
{
    /// <summary>Before an adjective: "very", "rather".</summary>
    public static IReadOnlyList<string> Before { get; } = RowFile.Open("intensity").Lines("before an adjective");
}
