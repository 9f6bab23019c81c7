using LogitLens.Experiments.Steering;
using LogitLens.Models;

namespace LogitLens.Tests.Experiments.Steering.Directions;

public sealed class PrincipalDifferenceTests
{
    private static readonly Site s_site = new(SiteKind.ResidPost, 1);

    [Fact]
    public void It_lies_along_what_the_differences_share_and_points_where_their_mean_does()
    {
        // Differences (-4, 1), (-4, -1), (-2, 0): the matrix of squares is (36, 0; 0, 2), so the line is the first axis, reached by 10 / 3 on average.
        LayerDirection found = PrincipalDifference.Of(s_site, Texts([0, 1], [0, 0], [2, 0]), Texts([4, 0], [4, 1], [4, 0]));

        Assert.Equal(-10.0 / 3, found.Vector[0], 5);
        Assert.Equal(0, found.Vector[1], 5);

        // The mean first coordinate of all texts is 14 / 6, and the direction points down it.
        Assert.Equal(-14.0 / 6, found.Midpoint!.Value, 6);
    }

    [Fact]
    public void Random_directions_in_its_place_are_turned_about_the_mean_of_all_texts()
    {
        LayerDirection found = PrincipalDifference.Of(s_site, Texts([0, 1], [0, 0], [2, 0]), Texts([4, 0], [4, 1], [4, 0]));
        LayerDirection random = RandomDirection.Like(found, 1, seed: 1);

        Assert.Equal([14f / 6, 2f / 6], found.Middle!);
        Assert.Equal(((random.Vector[0] * 14 / 6) + (random.Vector[1] * 2 / 6)) / random.Length, random.Midpoint!.Value, 5);
        Assert.NotEqual(found.Midpoint!.Value, random.Midpoint!.Value, 2);
    }

    [Fact]
    public void Of_one_pair_it_is_the_difference()
    {
        LayerDirection found = PrincipalDifference.Of(s_site, [new TextSum([6, 8], 2)], Texts([0, 0]));

        Assert.Equal([3f, 4f], found.Vector);
    }

    [Fact]
    public void Pairs_that_read_alike_have_none() => Assert.Contains(
        "the two texts of each pair read alike", Assert.Throws<InputException>(() => PrincipalDifference.Of(s_site, Texts([1, 2]), Texts([1, 2]))).Message,
        StringComparison.Ordinal);

    private static TextSum[] Texts(params double[][] rows) => [.. rows.Select(row => new TextSum(row, 1))];
}
