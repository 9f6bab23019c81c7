using LogitLens.Experiments.HeadAblation;
using LogitLens.Models;

namespace LogitLens.Tests.Experiments.HeadAblation;

public sealed class HeadRangeTests
{
    private static readonly ModelConfig s_config = new()
    {
        VocabularySize = 10,
        ContextLength = 8,
        ModelWidth = 12,
        Layers = 4,
        Heads = 3,
        MlpWidth = 24,
    };

    [Theory]
    [InlineData("2.1", "2.1")]
    [InlineData("0.2-1.1", "0.2 1.0 1.1")]
    [InlineData("1.0-1.2", "1.0 1.1 1.2")]
    public void A_range_goes_head_by_head_and_over_layers(string text, string heads)
    {
        Assert.True(HeadRange.TryParse(text, out HeadRange range));
        Assert.Equal(heads, string.Join(' ', HeadRange.Resolve([range], s_config)));
        Assert.Equal(text, range.ToString());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1.2.3")]
    [InlineData("1.-2")]
    [InlineData("2.0-1.0")]
    [InlineData("0.0-0.1-0.2")]
    [InlineData("+1.0")]
    public void What_is_no_range_is_refused(string text) => Assert.False(HeadRange.TryParse(text, out _));

    [Fact]
    public void Overlapping_ranges_name_each_head_once_and_none_names_all()
    {
        HeadRange[] ranges = [Parse("1.0-1.1"), Parse("1.1"), Parse("0.0")];
        Assert.Equal("0.0 1.0 1.1", string.Join(' ', HeadRange.Resolve(ranges, s_config)));
        Assert.Equal(12, HeadRange.Resolve([], s_config).Count);
    }

    [Fact]
    public void A_head_that_the_model_lacks_is_named_with_those_it_has()
    {
        InputException e = Assert.Throws<InputException>(() => HeadRange.Resolve([Parse("3.1-3.3")], s_config));
        Assert.Equal("--heads 3.1-3.3: there is no head 3.3; the model's are 0.0 to 3.2, 4 layers of 3", e.Message);
    }

    private static HeadRange Parse(string text) => HeadRange.TryParse(text, out HeadRange range) ? range : throw new FormatException(text);
}
