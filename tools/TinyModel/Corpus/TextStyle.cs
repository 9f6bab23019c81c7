using System.Text.RegularExpressions;

namespace TinyModel.Corpus;

/// <summary>Ways of writing the same words.</summary>
internal static partial class TextStyle
{
    /// <summary>As in SST-2: lower case, punctuation and clitics set apart ("it 's n't dull .").</summary>
    public static string Tokenised(string text)
    {
        string spaced = Clitic().Replace(Punctuation().Replace(text.ToLowerInvariant(), " $1 "), " $1");
        return Spaces().Replace(spaced, " ").Trim();
    }

    /// <summary>As in edited text: sentences with capitals, "I", and a final stop.</summary>
    public static string Sentences(string text)
    {
        string ended = text.EndsWith('.') || text.EndsWith('!') || text.EndsWith('?') ? text : text + ".";
        return LowerI().Replace(SentenceStart().Replace(ended, m => m.Value.ToUpperInvariant()), "I");
    }

    /// <summary>As in the emotion data: lower case, no punctuation, "im" and "didnt".</summary>
    public static string Bare(string text) => Spaces().Replace(NotWord().Replace(text.ToLowerInvariant(), ""), " ").Trim();

    /// <summary>The words of a text, split at any white space.</summary>
    public static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"([.,!?;:()""])")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"(n't|'(?:s|re|ve|ll|d|m))\b")]
    private static partial Regex Clitic();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[^a-z0-9 ]")]
    private static partial Regex NotWord();

    [GeneratedRegex(@"(?:^|[.!?] )[a-z]")]
    private static partial Regex SentenceStart();

    [GeneratedRegex(@"\bi\b")]
    private static partial Regex LowerI();
}
