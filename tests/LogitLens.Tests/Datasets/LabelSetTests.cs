using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets;

public class LabelSetTests
{
    [Fact]
    public void Listing_reads_as_a_sentence_does()
    {
        Assert.Equal("negative or positive", LabelSet.Sentiment.Listing());
        Assert.Equal("sadness, joy, love, anger, fear or surprise", LabelSet.Emotion.Listing());
    }

    [Theory]
    [InlineData("positive", 1)]
    [InlineData("POSITIVE", 1)]
    [InlineData("0", 0)]
    [InlineData("2", null)]
    [InlineData("-1", null)]
    [InlineData("1.0", null)]
    [InlineData("", null)]
    public void A_label_is_a_name_or_a_number(string cell, int? label)
    {
        Assert.Equal(label, LabelSet.Sentiment.TryParse(cell, out int parsed) ? parsed : null);
    }

    [Fact]
    public void Names_that_cannot_be_told_apart_are_refused()
    {
        Assert.Equal("a classification needs two label names or more, and there is 1", Message(() => new LabelSet(["yes"])));
        Assert.Equal("the label names have 'yes' twice: yes, no, Yes", Message(() => new LabelSet(["yes", "no", "Yes"])));
        Assert.Equal("the label names have an empty one: bad, ", Message(() => new LabelSet(["bad", ""])));
    }

    private static string Message(Func<LabelSet> make) => Assert.Throws<InputException>(make).Message;
}
