using System.Globalization;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Evaluation;

/// <summary>Numbers as the tables for people have them.</summary>
internal static class ResultText
{
    public const string None = "-";

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Fixed(double? value, string format = "0.000") => value?.ToString(format, CultureInfo.InvariantCulture) ?? None;

    public static string Percent(double? value) => value is { } share ? (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%" : None;

    public static string PercentRange(Interval? interval) =>
        interval is { } range ? $"{Percent(range.Low)} to {Percent(range.High)}" : None;

    public static string FixedRange(Interval? interval, string format = "0.000") =>
        interval is { } range ? $"{Fixed(range.Low, format)} to {Fixed(range.High, format)}" : None;
}
