using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public class ByteAlphabetTests
{
    [Theory]
    [InlineData('A', 'A')]
    [InlineData(' ', 'Ġ')]
    [InlineData('\n', 'Ċ')]
    [InlineData(0, 'Ā')]
    [InlineData(0xAD, 'Ń')]
    [InlineData(0xFF, 'ÿ')]
    public void Spells_bytes_as_GPT2_does(int value, char character)
    {
        Assert.Equal(character, ByteAlphabet.Spell((byte)value));
    }

    [Fact]
    public void Spelling_is_undone_for_every_byte()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        byte[] back = new byte[256];

        Assert.True(ByteAlphabet.TryUnspell(ByteAlphabet.Spell(all), back));
        Assert.Equal(all, back);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("▁the")]
    [InlineData("a\u0144")]
    public void Characters_outside_the_alphabet_stand_for_nothing(string spelling)
    {
        Assert.False(ByteAlphabet.TryUnspell(spelling, new byte[spelling.Length]));
    }
}
