namespace LogitLens.Tests;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("a message", "a message")]
    [InlineData("two\r\n  lines\n", "two lines")]
    [InlineData("a\ttab, \u001b[2Ja screen cleared, \0, \u0085 and é", "a tab, ?[2Ja screen cleared, ?, ? and é")]
    [InlineData("a\u2028b", "a b")]
    public void A_message_is_one_line_that_a_terminal_prints_as_it_is(string message, string shown)
    {
        Assert.Equal(shown, OneLine.Of(message));
        Assert.Equal(shown, new InputException(message).Message);
    }

    [Fact]
    public void A_page_of_text_loses_its_middle()
    {
        string shown = OneLine.Of("file.json: " + new string('x', 100_000) + " is wrong");

        Assert.StartsWith("file.json: xxx", shown);
        Assert.EndsWith("xxx is wrong", shown);
        Assert.InRange(shown.Length, 1_000, 1_300);
    }
}
