using System.Text.RegularExpressions;

namespace TinyModel.Corpus;

/// <summary>Sentences with slots, such as <c>a {adj} {thing}</c>.</summary>
internal static partial class Template
{
    /// <summary>
    /// Fills each slot, left to right, asking again for a word that the text has already, and puts the articles right ("a amazing"
    /// becomes "an amazing").
    /// </summary>
    public static string Fill(string template, Func<string, string> slot)
    {
        StringBuilder text = new(template.Length * 2);
        HashSet<string> used = [];
        for (int at = 0; at < template.Length;)
        {
            if (template[at] != '{')
            {
                text.Append(template[at++]);
                continue;
            }

            int end = template.IndexOf('}', at);
            string name = template[(at + 1)..end];
            string word = slot(name);
            while (!used.Add(word))
            {
                word = slot(name);
            }

            text.Append(word);
            at = end + 1;
        }

        return FixArticles(text.ToString());
    }

    /// <summary>The word with its article, "a cat" or "an owl".</summary>
    public static string WithArticle(string word) => (StartsWithVowelSound(word) ? "an " : "a ") + word;

    /// <summary>The regular plural of a noun.</summary>
    public static string Plural(string noun) =>
        noun.EndsWith('y') && !"aeiou".Contains(noun[^2]) ? noun[..^1] + "ies"
        : noun.EndsWith('s') || noun.EndsWith('x') || noun.EndsWith("ch") || noun.EndsWith("sh") ? noun + "es"
        : noun + "s";

    /// <summary>The text with a capital first letter.</summary>
    public static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string FixArticles(string text) =>
        ArticleBeforeWord().Replace(text, m => StartsWithVowelSound(m.Groups[2].Value) ? $"{m.Groups[1].Value}n {m.Groups[2].Value}" : m.Value);

    // Spelling decides, but for "hour", "honest" and the words that begin as "use" and "one" do.
    private static bool StartsWithVowelSound(string word) =>
        SilentH().IsMatch(word) || (VowelLetter().IsMatch(word) && !ConsonantSound().IsMatch(word));

    [GeneratedRegex(@"^(?:hour|honest)", RegexOptions.IgnoreCase)]
    private static partial Regex SilentH();

    [GeneratedRegex(@"^[aeiou]", RegexOptions.IgnoreCase)]
    private static partial Regex VowelLetter();

    [GeneratedRegex(@"^(?:us[ei]|one|once|unique|unit|euro)", RegexOptions.IgnoreCase)]
    private static partial Regex ConsonantSound();

    [GeneratedRegex(@"\b([Aa]) (\w+)")]
    private static partial Regex ArticleBeforeWord();
}
