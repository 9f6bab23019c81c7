using System.Text.RegularExpressions;

namespace LogitLens.Answers;

/// <summary>A continuation without what it copies of the question, so that no answer is found in a copy.</summary>
/// <param name="Rest">The continuation; copies are blanks, so that places stay.</param>
/// <param name="HasCopy">Whether anything was a copy.</param>
internal sealed partial record QuestionCopy(string Rest, bool HasCopy)
{
    /// <summary>How many words in a row make a copy; numbers and operators count as words.</summary>
    public const int LeastWords = 3;

    /// <summary>Blanks out each stretch of the question's words, however it is spaced or punctuated.</summary>
    public static QuestionCopy Remove(string continuation, string question)
    {
        Match[] words = Word().Matches(continuation).ToArray();
        string[] said = [.. words.Select(word => word.Value.ToLowerInvariant())];
        string[] asked = [.. Word().Matches(question).Select(word => word.Value.ToLowerInvariant())];
        char[] rest = continuation.ToCharArray();
        bool any = false;
        for (int start = 0; start < said.Length;)
        {
            int length = LongestRun(said, start, asked);
            if (length < LeastWords)
            {
                start++;
                continue;
            }

            Match last = words[start + length - 1];
            rest.AsSpan(words[start].Index..(last.Index + last.Length)).Fill(' ');
            any = true;
            start += length;
        }

        return new QuestionCopy(new string(rest), any);
    }

    private static int LongestRun(string[] said, int start, string[] asked)
    {
        int longest = 0;
        for (int from = 0; from < asked.Length; from++)
        {
            int length = 0;
            while (start + length < said.Length && from + length < asked.Length && said[start + length] == asked[from + length])
            {
                length++;
            }

            longest = Math.Max(longest, length);
        }

        return longest;
    }

    [GeneratedRegex(@"[0-9][0-9,]*(?:\.[0-9]+)?|[\p{L}']+|[-+*/=\u00d7\u00f7\u2212]", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
