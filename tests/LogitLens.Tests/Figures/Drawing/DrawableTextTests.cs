using LogitLens.Figures;

namespace LogitLens.Tests.Figures.Drawing;

public sealed class DrawableTextTests
{
    [Theory]
    [InlineData("a\0b", "a\uFFFDb")]
    [InlineData("a\u202eb", "a\uFFFDb")]
    [InlineData("\uffff", "\uFFFD")]
    [InlineData("one\ntwo\tthree", "one two three")]
    [InlineData("שלום 日本 🎉", "שלום 日本 🎉")]
    public void What_xml_forbids_or_what_turns_text_round_is_replaced(string text, string expected) => Assert.Equal(expected, DrawableText.Clean(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("\uFFFD alone \uFFFD", DrawableText.Clean(AwkwardText.LoneSurrogates));

    [Fact]
    public void Labels_have_single_spaces_and_none_at_the_ends() => Assert.Equal("a b", DrawableText.Label("  a \r\n b "));
}
