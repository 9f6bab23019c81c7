using LogitLens.Figures;

namespace LogitLens.Tests.Figures.Axes;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0.51234, ValueFormat.Proportion, "0.512")]
    [InlineData(0.51234, ValueFormat.Percent, "51.2%")]
    [InlineData(50257, ValueFormat.Count, "50,257")]
    [InlineData(-0.0312, ValueFormat.Number, "−0.031")]
    [InlineData(-0.0001, ValueFormat.Percent, "0.0%")]
    [InlineData(1234.5, ValueFormat.Number, "1,235")]
    [InlineData(2.5e-7, ValueFormat.Number, "2.5e−7")]
    [InlineData(double.NaN, ValueFormat.Number, "–")]
    public void Values_are_short_and_say_what_they_are(double value, ValueFormat format, string expected) =>
        Assert.Equal(expected, NumberText.Value(value, format));

    [Fact]
    public void Values_side_by_side_share_their_decimals() =>
        Assert.Equal(["1.50", "0.03", "−0.20", "–"], new[] { 1.5, 0.031, -0.2, double.NaN }.Select(NumberText.Alike([1.5, 0.031, -0.2], ValueFormat.Number)));
}
