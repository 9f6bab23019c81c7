using System.Text.RegularExpressions;

namespace LogitLens.Answers;

/// <summary>A number in a text.</summary>
/// <param name="Start">Where it begins, in characters.</param>
/// <param name="End">One past its last character.</param>
internal readonly record struct FoundNumber(ExactNumber Value, int Start, int End);

/// <summary>Finds numbers in texts: digits, with thousands separated by commas or not, a fraction, a minus sign, a currency sign.</summary>
internal static partial class NumbersInText
{
    /// <summary>The numbers of a text, in order.</summary>
    public static IReadOnlyList<FoundNumber> Find(string text) =>
        [.. Number().Matches(text).Select(match => new FoundNumber(Value(match), match.Index, match.Index + match.Length))];

    /// <summary>The value of a text that is a number and nothing else; null for any other.</summary>
    public static ExactNumber? Whole(string text)
    {
        string trimmed = text.Trim();
        Match match = Number().Match(trimmed);
        return match.Success && match.Length == trimmed.Length ? Value(match) : null;
    }

    private static ExactNumber Value(Match match)
    {
        ExactNumber magnitude = ExactNumber.Parse(match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal));
        return match.Groups["sign"].Success ? -magnitude : magnitude;
    }

    // A minus after a word or a bracket is a subtraction, "7-5"; digits inside a word or after a point are no number of their own.
    [GeneratedRegex(
        @"(?:(?<sign>(?<![\w)])[-\u2212])[$€£]?|(?<![\w.]))(?<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
