using System.Text.RegularExpressions;

namespace LogitLens.Answers;

/// <summary>How an answer is compared with the right one.</summary>
internal enum AnswerKind
{
    /// <summary>As a number: 1,200 is 1200.0.</summary>
    Number,

    /// <summary>As the word yes or no.</summary>
    YesNo,

    /// <summary>Word by word, without case and punctuation.</summary>
    Text,
}

/// <summary>An answer that was found in a text.</summary>
/// <param name="Number">Its value, where it is a number.</param>
/// <param name="End">Where it ends in the text, in characters.</param>
internal sealed record FoundAnswer(string Text, ExactNumber? Number, int End);

/// <summary>The right answer of a question, and how it is looked for in what a model writes.</summary>
internal sealed partial record ExpectedAnswer
{
    private ExpectedAnswer(string text, AnswerKind kind, ExactNumber? number) => (Text, Kind, Number) = (text, kind, number);

    /// <summary>The answer as the dataset has it.</summary>
    public string Text { get; }

    /// <summary>How it is compared.</summary>
    public AnswerKind Kind { get; }

    /// <summary>Its value, where it is a number.</summary>
    public ExactNumber? Number { get; }

    /// <summary>Takes an answer for what it looks like: a number, yes or no, or a text.</summary>
    public static ExpectedAnswer Of(string answer)
    {
        string text = answer.Trim();
        ExactNumber? number = NumbersInText.Whole(text);
        AnswerKind kind = number is not null ? AnswerKind.Number
            : text.ToLowerInvariant() is "yes" or "no" ? AnswerKind.YesNo
            : AnswerKind.Text;
        return new ExpectedAnswer(text, kind, number);
    }

    /// <summary>
    /// The answer of this kind that a text gives; null where it gives none. Of numbers it is the first after <c>####</c>, else after the last
    /// <c>=</c>, else after "answer is", else the first of all; of yes and no the first; of texts the whole first line.
    /// </summary>
    public FoundAnswer? Find(string text) => Kind switch
    {
        AnswerKind.Number => FindNumber(text),
        AnswerKind.YesNo => YesOrNo().Match(text) is { Success: true } match
            ? new FoundAnswer(match.Value.ToLowerInvariant(), null, match.Index + match.Length)
            : null,
        _ => FindLine(text),
    };

    /// <summary>Whether an answer that was found is right. A text is when it begins with the right one's words.</summary>
    public bool IsMetBy(FoundAnswer found) => Kind switch
    {
        AnswerKind.Number => found.Number == Number,
        AnswerKind.YesNo => string.Equals(found.Text, Text, StringComparison.OrdinalIgnoreCase),
        _ => Words(Text) is { Length: > 0 } right ? Words(found.Text).Take(right.Length).SequenceEqual(right) : found.Text == Text,
    };

    private static FoundAnswer? FindNumber(string text)
    {
        IReadOnlyList<FoundNumber> numbers = NumbersInText.Find(text);
        int hashes = text.LastIndexOf("####", StringComparison.Ordinal);
        int equals = text.LastIndexOf('=');
        int phrase = AnswerIs().Match(text) is { Success: true } match ? match.Index + match.Length : -1;
        foreach (int mark in (int[])[hashes, equals, phrase, 0])
        {
            int after = mark < 0 ? -1 : numbers.TakeWhile(number => number.Start < mark).Count();
            if (after >= 0 && after < numbers.Count)
            {
                return new FoundAnswer(numbers[after].Value.ToString(), numbers[after].Value, numbers[after].End);
            }
        }

        return null;
    }

    private static FoundAnswer? FindLine(string text)
    {
        string line = text.TrimStart();
        int end = line.IndexOf('\n', StringComparison.Ordinal);
        line = (end < 0 ? line : line[..end]).Trim();
        return line.Length == 0 ? null : new FoundAnswer(line, null, text.Length - text.TrimStart().Length + line.Length);
    }

    private static string[] Words(string text) => [.. Word().Matches(text).Select(word => word.Value.ToLowerInvariant())];

    [GeneratedRegex(@"\b(?:yes|no)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex YesOrNo();

    [GeneratedRegex(@"\banswer\s+is\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnswerIs();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
