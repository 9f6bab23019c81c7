using LogitLens.Figures;

namespace LogitLens.Tests.Figures.Drawing;

public sealed class TokenTextTests
{
    [Theory]
    [InlineData(" world", "·world")]
    [InlineData("\n\n", "⏎⏎")]
    [InlineData("\t", "⇥")]
    [InlineData("\r", "\\r")]
    [InlineData("\u0007", "\\x07")]
    [InlineData("", "∅")]
    [InlineData("\uFFFD", "\uFFFD")]
    [InlineData("日本", "日本")]
    public void Every_token_can_be_seen(string token, string expected) => Assert.Equal(expected, TokenText.Visible(token));
}
