namespace LogitLens.Tables;

/// <summary>How a column's values are written for people. Files hold them in full.</summary>
/// <param name="Unit">What the values are, as the reference has it: <c>share</c>, <c>number</c>, <c>count</c>, <c>p-value</c>, <c>text</c>.</param>
/// <param name="Write">Writes one value that is not null.</param>
public sealed record CellFormat(string Unit, Func<object, string> Write)
{
    /// <summary>What stands for a value that there is not.</summary>
    public const string None = "-";

    /// <summary>Words and names; enums in kebab-case.</summary>
    public static CellFormat Text { get; } = new("text", value => value switch
    {
        Enum each => JsonNamingPolicy.KebabCaseLower.ConvertName(each.ToString()),
        IFormattable each => each.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    });

    /// <summary>Whole numbers.</summary>
    public static CellFormat Count { get; } = new(
        "count", value => Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));

    /// <summary>Shares of 0 to 1, as percentages.</summary>
    public static CellFormat Share { get; } = new("share", value => Rounded(100 * Double(value), "0.0") + "%");

    /// <summary>Numbers to three decimals; smaller ones with an exponent, since probabilities of words can be far below a thousandth.</summary>
    public static CellFormat Number { get; } = new("number", value => Double(value) is var number && number != 0 && Math.Abs(number) < 0.001
        ? number.ToString("0.0e+0", CultureInfo.InvariantCulture)
        : number.ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>Numbers to three decimals, however small.</summary>
    public static CellFormat ThreeDecimals { get; } = Decimals("0.000");

    /// <summary>Numbers to two decimals.</summary>
    public static CellFormat TwoDecimals { get; } = Decimals("0.00");

    /// <summary>Numbers to three decimals, always with a sign.</summary>
    public static CellFormat Signed { get; } = Decimals("+0.000;-0.000");

    /// <summary>P-values.</summary>
    public static CellFormat PValue { get; } = new(
        "p-value", value => Double(value) < 0.001 ? "<0.001" : Double(value).ToString("0.000", CultureInfo.InvariantCulture));

    /// <summary>Whether values are numbers, to be lined up on the right.</summary>
    public bool IsNumeric => Unit != Text.Unit;

    /// <summary>One value in words; a dash for null and for what is no number.</summary>
    public string Of(object? value) => value switch
    {
        null => None,
        double number when !double.IsFinite(number) => None,
        _ => Write(value),
    };

    /// <summary>"0.100 to 0.200"; a dash where there is no interval.</summary>
    public string Of(Statistics.Interval? interval) => interval is { } range ? $"{Of(range.Low)} to {Of(range.High)}" : None;

    private static CellFormat Decimals(string format) => new("number", value => Rounded(Double(value), format));

    // What is rounded to zero has no sign.
    private static string Rounded(double value, string format)
    {
        string text = value.ToString(format, CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAnyInRange('1', '9') ? text : 0.0.ToString(format, CultureInfo.InvariantCulture);
    }

    private static double Double(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
