using TinyModel.Corpus;

namespace TinyModel.Tests.Corpus;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("amazing", "an amazing film")]
    [InlineData("good", "a good film")]
    [InlineData("honest", "an honest film")]
    [InlineData("useful", "a useful film")]
    [InlineData("unpleasant", "an unpleasant film")]
    [InlineData("unique", "a unique film")]
    public void Articles_follow_the_sound(string word, string expected)
    {
        Assert.Equal(expected, Template.Fill("a {adj} film", _ => word));
    }

    [Fact]
    public void A_text_has_no_filler_twice()
    {
        Queue<string> words = new(["dull", "dull", "slow"]);

        Assert.Equal("dull and slow", Template.Fill("{adj} and {adj}", _ => words.Dequeue()));
    }

    [Theory]
    [InlineData("story", "stories")]
    [InlineData("play", "plays")]
    [InlineData("watch", "watches")]
    [InlineData("film", "films")]
    public void Plurals_follow_the_spelling(string noun, string plural)
    {
        Assert.Equal(plural, Template.Plural(noun));
    }
}
