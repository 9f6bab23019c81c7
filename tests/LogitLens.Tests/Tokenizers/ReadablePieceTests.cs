using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public class ReadablePieceTests
{
    [Theory]
    [InlineData(" the", " the")]
    [InlineData("\n\r\t", @"\n\r\t")]
    [InlineData(@"\n", @"\\n")]
    [InlineData("\0\u001b\u007f", @"\x00\x1B\x7F")]
    [InlineData("\u0085\u00a0\u00ad\u200b\ufeff", @"\u{0085}\u{00A0}\u{00AD}\u{200B}\u{FEFF}")]
    [InlineData("\U000E0001", @"\u{E0001}")]
    [InlineData("été 中文 😀", "été 中文 😀")]
    [InlineData("\ufffd", "\ufffd")]
    public void Whole_characters_show_as_they_are_unless_they_cannot_be_seen(string text, string shown)
    {
        Assert.Equal(shown, ReadablePiece.Of(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData(new byte[] { 0xE2, 0x80 }, @"\xE2\x80")]
    [InlineData(new byte[] { 0x80, 0x61 }, @"\x80a")]
    [InlineData(new byte[] { 0x61, 0xF0, 0x9F, 0x98 }, @"a\xF0\x9F\x98")]
    [InlineData(new byte[] { 0xC0, 0xAF, 0xC3, 0xA9 }, @"\xC0\xAFé")]
    public void Bytes_that_make_no_whole_character_show_in_hexadecimal(byte[] bytes, string shown)
    {
        Assert.Equal(shown, ReadablePiece.Of(bytes));
    }

    [Fact]
    public void All_tokens_of_GPT2_look_different()
    {
        BytePairTokenizer gpt2 = TokenizerFixtures.Gpt2;

        Assert.Equal(50257, Enumerable.Range(0, 50257).Select(gpt2.TokenText).Distinct().Count());
    }
}
