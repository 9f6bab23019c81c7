using FsCheck;
using FsCheck.Fluent;
using LogitLens.Figures;

namespace LogitLens.Tests.Figures.Plots;

public sealed class SpacingTests
{
    [Fact]
    public void Labels_with_room_stay_where_they_are() => Assert.Equal([10, 40, 90], Spacing.Apart([10, 40, 90], 17, 0, 100));

    [Fact]
    public void Two_that_crowd_each_other_part_evenly() => Assert.Equal([45, 55], Spacing.Apart([50, 50], 10, 0, 100));

    [Fact]
    public void Labels_keep_their_order_their_distance_and_the_limits() => Prop.ForAll(
        Gen.ListOf(Gen.Choose(-50, 450)).ToArbitrary(),
        wanted =>
        {
            double[] sorted = [.. wanted.Take(20).Order().Select(place => (double)place)];
            double[] places = Spacing.Apart(sorted, 20, 0, 400);
            Assert.All(places, place => Assert.InRange(place, 0, 400));
            Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 20 - 1e-9));
        }).QuickCheckThrowOnFailure();
}
