using LogitLens.Answers;

namespace LogitLens.Tests.Answers;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("007", "7")]
    [InlineData("3.0", "3")]
    [InlineData("0.50", "0.5")]
    [InlineData("0", "0")]
    [InlineData("100", "100")]
    [InlineData("99999999999999999999999999999999999999999999.125", "99999999999999999999999999999999999999999999.125")]
    public void A_number_is_written_without_superfluous_zeros(string digits, string written) => Assert.Equal(written, $"{ExactNumber.Parse(digits)}");

    [Theory]
    [InlineData("1.5", "2.25", "3.75", "-0.75", "3.375")]
    [InlineData("0.1", "0.2", "0.3", "-0.1", "0.02")]
    [InlineData(
        "10000000000000000000000000000000", "1", "10000000000000000000000000000001", "9999999999999999999999999999999", "10000000000000000000000000000000")]
    public void Sums_differences_and_products_are_exact(string a, string b, string sum, string difference, string product)
    {
        (ExactNumber x, ExactNumber y) = (ExactNumber.Parse(a), ExactNumber.Parse(b));

        Assert.Equal([sum, difference, product], [$"{x + y}", $"{x - y}", $"{x * y}"]);
    }

    [Fact]
    public void Numbers_are_equal_by_value_and_in_order()
    {
        Assert.Equal(ExactNumber.Parse("1.20"), ExactNumber.Parse("01.2"));
        Assert.Equal(ExactNumber.Parse("0"), -ExactNumber.Parse("0.0"));
        Assert.True(ExactNumber.Parse("0.3").CompareTo(ExactNumber.Parse("0.29")) > 0);
        Assert.True((-ExactNumber.Parse("5")).CompareTo(-4) < 0);
        Assert.Equal(5, (-ExactNumber.Parse("5")).Magnitude);
    }
}
