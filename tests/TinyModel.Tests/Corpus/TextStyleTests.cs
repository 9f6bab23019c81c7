using TinyModel.Corpus;

namespace TinyModel.Tests.Corpus;

public sealed class TextStyleTests
{
    [Theory]
    [InlineData("It isn't dull, it's fun!", "it is n't dull , it 's fun !")]
    [InlineData("I can't say; you'll see.", "i ca n't say ; you 'll see .")]
    public void Tokenised_text_looks_like_SST2(string text, string expected)
    {
        Assert.Equal(expected, TextStyle.Tokenised(text));
        Assert.Equal(expected, TextStyle.Tokenised(expected));
    }

    [Fact]
    public void Sentences_have_capitals_and_a_stop()
    {
        Assert.Equal("We went there. I found it dull, and I left.", TextStyle.Sentences("we went there. i found it dull, and i left"));
    }

    [Fact]
    public void Bare_text_has_letters_and_single_spaces_alone()
    {
        Assert.Equal("im glad i didnt go", TextStyle.Bare("I'm glad, I didn't  go."));
    }
}
