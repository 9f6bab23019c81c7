using LogitLens.Figures;

namespace LogitLens.Tests.Figures.Drawing;

public sealed class SvgNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.001, "0")]
    [InlineData(1.006, "1.01")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(1234567.891, "1234567.89")]
    public void Coordinates_have_at_most_two_decimals_and_no_exponent(double value, string expected) =>
        Assert.Equal(expected, SvgNumber.Format(value));

    [Fact]
    public void A_coordinate_that_is_not_finite_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SvgNumber.Format(double.NaN));
}
