using System.Globalization;
using System.Text.RegularExpressions;

namespace LogitLens.Experiments.Evaluation.Generation;

/// <summary>A number in a text.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Start">Where it begins, in characters.</param>
/// <param name="End">One past its last character.</param>
public readonly record struct FoundNumber(decimal Value, int Start, int End);

/// <summary>Finds numbers in texts: digits, with thousands separated by commas or not, a fraction, a minus sign, a currency sign.</summary>
public static partial class NumberText
{
    /// <summary>The numbers of a text, in order. One of more digits than a decimal holds counts as the largest decimal.</summary>
    public static IReadOnlyList<FoundNumber> Find(string text) =>
        [.. Number().Matches(text).Select(match => new FoundNumber(Value(match), match.Index, match.Index + match.Length))];

    /// <summary>The value of a text that is a number and nothing else.</summary>
    public static bool TryParse(string text, out decimal value)
    {
        string trimmed = text.Trim();
        Match match = Number().Match(trimmed);
        bool whole = match.Success && match.Length == trimmed.Length;
        value = whole ? Value(match) : 0;
        return whole;
    }

    /// <summary>A number as people write it, without superfluous zeros.</summary>
    public static string Format(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static decimal Value(Match match)
    {
        string digits = match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal);
        decimal magnitude = decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) ? value : decimal.MaxValue;
        return match.Groups["sign"].Success ? -magnitude : magnitude;
    }

    // A minus after a word or a bracket is a subtraction, "7-5"; digits inside a word or after a point are no number of their own.
    [GeneratedRegex(@"(?:(?<sign>(?<![\w)])[-\u2212])[$€£]?|(?<![\w.]))(?<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
