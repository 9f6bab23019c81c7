using LogitLens.Figures.Plots;

namespace LogitLens.Tests.Figures.Plots;

public sealed class GuideLineTests
{
    [Fact]
    public void Least_squares_of_points_on_a_line_is_that_line()
    {
        GuideLine line = GuideLine.LeastSquares([(0, 1), (1, 3), (2, 5)])!;

        Assert.Equal(2, line.Slope, 12);
        Assert.Equal(1, line.Intercept, 12);
    }

    [Fact]
    public void Points_above_one_another_have_no_line() => Assert.Null(GuideLine.LeastSquares([(1, 1), (1, 3)]));
}
