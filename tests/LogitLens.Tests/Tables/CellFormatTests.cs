using LogitLens.Statistics;
using LogitLens.Tables;

namespace LogitLens.Tests.Tables;

public sealed class CellFormatTests
{
    [Theory]
    [InlineData(0.1234, "0.123")]
    [InlineData(-0.0004, "-4.0e-4")]
    [InlineData(0.0, "0.000")]
    [InlineData(double.NaN, "-")]
    [InlineData(null, "-")]
    public void Numbers_keep_three_decimals_and_small_ones_their_size(double? value, string text) => Assert.Equal(text, CellFormat.Number.Of(value));

    [Fact]
    public void What_is_rounded_to_zero_has_no_sign()
    {
        Assert.Equal("0.00", CellFormat.TwoDecimals.Of(-0.004));
        Assert.Equal("-0.01", CellFormat.TwoDecimals.Of(-0.006));
        Assert.Equal("+0.000", CellFormat.Signed.Of(-0.0001));
        Assert.Equal("0.0%", CellFormat.Share.Of(-0.0004));
    }

    [Theory]
    [InlineData(0.0004, "<0.001")]
    [InlineData(0.0456, "0.046")]
    public void P_values_are_not_shown_as_zero(double value, string text) => Assert.Equal(text, CellFormat.PValue.Of(value));

    [Fact]
    public void Shares_are_percentages_and_enums_are_in_kebab_case()
    {
        Assert.Equal("12.5%", CellFormat.Share.Of(0.125));
        Assert.Equal("12.5% to 100.0%", CellFormat.Share.Of(new Interval(0.125, 1, 0.95)));
        Assert.Equal("-", CellFormat.Share.Of((Interval?)null));
        Assert.Equal("week-end", CellFormat.Text.Of(Days.WeekEnd));
        Assert.Equal("12", CellFormat.Count.Of(12));
    }

    private enum Days
    {
        WeekEnd,
    }
}
