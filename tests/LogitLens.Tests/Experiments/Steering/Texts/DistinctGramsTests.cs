using LogitLens.Experiments.Steering;

namespace LogitLens.Tests.Experiments.Steering.Texts;

public sealed class DistinctGramsTests
{
    [Theory]
    [InlineData(1, 3.0 / 7)]
    [InlineData(2, 4.0 / 5)]
    [InlineData(3, 1)]
    public void Grams_are_counted_over_all_texts_and_do_not_cross_them(int n, double expected) =>
        Assert.Equal(expected, DistinctGrams.Share([[1, 2, 1, 2], [2, 3, 3]], n)!.Value, 12);

    [Fact]
    public void Where_no_text_is_so_long_there_is_no_share() => Assert.Null(DistinctGrams.Share([[1], [2]], 2));
}
