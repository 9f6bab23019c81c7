namespace LogitLens.Experiments.Attribution;

/// <summary>Joins the tokens of a text to words, since what a word adds is what its tokens add together.</summary>
internal static class TextWords
{
    /// <summary>Each word, in lower case, with its places in the list of tokens; white space and punctuation alone are no words.</summary>
    /// <param name="tokens">The text's tokens as they stand in it.</param>
    public static IEnumerable<(string Word, IReadOnlyList<int> Places)> Of(IReadOnlyList<string> tokens)
    {
        List<int> places = [];
        string word = "";
        for (int i = 0; i < tokens.Count; i++)
        {
            string token = tokens[i];
            bool begins = token.Length > 0 && !IsPart(token[0]);
            if (begins && word.Length > 0)
            {
                yield return (word, places);
                (word, places) = ("", []);
            }

            // A hyphen within a word is part of it; a dash between words, or a quotation mark before one, is not.
            string letters = token.Trim().ToLowerInvariant();
            if (letters.Any(char.IsLetterOrDigit) || (word.Length > 0 && letters is "-" or "'" or "’"))
            {
                word += letters;
                places.Add(i);
            }
        }

        if (word.Length > 0)
        {
            yield return (word, places);
        }
    }

    // "don" and "'t" are one word, and so are "half" and "-baked".
    private static bool IsPart(char first) => char.IsLetterOrDigit(first) || first is '\'' or '-' or '’';
}
