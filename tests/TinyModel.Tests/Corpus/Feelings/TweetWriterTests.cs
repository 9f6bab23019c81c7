using TinyModel.Corpus.Feelings;

namespace TinyModel.Tests.Corpus.Feelings;

public sealed class TweetWriterTests
{
    [Fact]
    public void The_selection_spans_the_bracketed_words()
    {
        Tweet tweet = TweetWriter.FromMarked("work is [so dull], [ugh]", "negative");

        Assert.Equal(new Tweet("work is so dull, ugh", "so dull, ugh", "negative"), tweet);
    }

    [Fact]
    public void A_neutral_message_is_selected_whole()
    {
        Assert.Equal("going home", TweetWriter.FromMarked("going home", "neutral").Selected);
    }

    [Theory]
    [InlineData("positive")]
    [InlineData("negative")]
    [InlineData("neutral")]
    public void The_selection_is_part_of_the_text(string sentiment)
    {
        TweetWriter training = new(TweetFrames.Training, new SeededRandom(1, "test"));
        TweetWriter evaluation = new(TweetFrames.Evaluation, new SeededRandom(1, "test"));

        Assert.All(Enumerable.Range(0, 200).SelectMany(_ => new[] { training.Next(sentiment), evaluation.Next(sentiment) }), tweet =>
        {
            Assert.Contains(tweet.Selected, tweet.Text);
            Assert.True(sentiment != "neutral" || tweet.Selected == tweet.Text, tweet.Text);
        });
    }
}
