using LogitLens.Answers;

namespace LogitLens.Tests.Answers;

public sealed class NumbersInTextTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData("1,234 and 5", "1234 5")]
    [InlineData("1,23", "1 23")]
    [InlineData("costs $1,200.50.", "1200.5")]
    [InlineData("-3 and -$4", "-3 -4")]
    [InlineData("7-5", "7 5")]
    [InlineData("7 - 5", "7 5")]
    [InlineData("(3)-4", "3 4")]
    [InlineData("\u22128", "-8")]
    [InlineData("007", "7")]
    [InlineData("3.0", "3")]
    [InlineData("x2 and 2x", "2")]
    [InlineData("none", "")]
    [InlineData("-0 and 0.0", "0 0")]
    [InlineData("123,456,789,012,345,678,901,234,567,890,123,456,789,012", "123456789012345678901234567890123456789012")]
    [InlineData("0.1000000000000000000000000000000000000000010", "0.100000000000000000000000000000000000000001")]
    public void Numbers_are_found_with_signs_fractions_and_thousands(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', NumbersInText.Find(text).Select(number => number.Value)));

    [Theory]
    [InlineData(" 12 ", true)]
    [InlineData("-1,000", true)]
    [InlineData("12 apples", false)]
    [InlineData("", false)]
    public void Only_a_number_alone_is_a_number(string text, bool expected) => Assert.Equal(expected, NumbersInText.Whole(text) is not null);

    [Fact]
    public void Places_are_those_of_the_text()
    {
        FoundNumber number = Assert.Single(NumbersInText.Find("is -42!"));
        Assert.Equal(((ExactNumber)(-42), 3, 6), (number.Value, number.Start, number.End));
    }
}
