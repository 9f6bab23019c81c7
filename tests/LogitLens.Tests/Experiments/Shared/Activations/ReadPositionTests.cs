using LogitLens.Experiments;

namespace LogitLens.Tests.Experiments.Activations;

public sealed class ReadPositionTests
{
    [Theory]
    [InlineData("last", 0, 5, 4)]
    [InlineData("last", 1, 5, 4)]
    [InlineData("0", 0, 5, 0)]
    [InlineData("0", 1, 5, 1)]
    [InlineData("4", 0, 5, 4)]
    [InlineData("-1", 0, 5, 4)]
    [InlineData("-2", 0, 5, 3)]
    [InlineData("5", 0, 5, -1)]
    [InlineData("4", 1, 5, -1)]
    [InlineData("-5", 1, 5, -1)]
    public void A_position_counts_the_texts_own_tokens(string typed, int first, int length, int expected)
    {
        Assert.True(ReadPosition.TryParse(typed, out ReadPosition position));

        Assert.Equal(expected, position.In(first, length));
        Assert.Equal(typed, position.ToString());
    }

    [Theory]
    [InlineData("mean")]
    [InlineData("every")]
    public void Words_stand_for_themselves(string typed)
    {
        Assert.True(ReadPosition.TryParse(typed, out ReadPosition position));
        Assert.Equal(typed, position.ToString());
    }

    [Theory]
    [InlineData("first")]
    [InlineData("1.5")]
    [InlineData("")]
    public void Anything_else_is_no_position(string typed) => Assert.False(ReadPosition.TryParse(typed, out _));
}
