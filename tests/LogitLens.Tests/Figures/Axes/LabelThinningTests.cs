using FsCheck;
using FsCheck.Fluent;
using LogitLens.Figures;

namespace LogitLens.Tests.Figures.Axes;

public sealed class LabelThinningTests
{
    [Fact]
    public void All_labels_stay_where_there_is_room() => Assert.Equal(1, LabelThinning.Every([0, 20, 40], [10, 10, 10], gap: 5));

    [Fact]
    public void Every_fifth_stays_where_there_is_room_for_no_more() =>
        Assert.Equal(5, LabelThinning.Every([0, 4, 8, 12, 16, 20], [10, 10, 10, 10, 10, 10], gap: 5));

    [Fact]
    public void Labels_that_stay_never_touch() => Prop.ForAll(
        Gen.Choose(0, 300).ToArbitrary(),
        Gen.Choose(1, 30).ToArbitrary(),
        Gen.Choose(1, 60).ToArbitrary(),
        (count, pitch, length) =>
        {
            double[] centres = [.. Enumerable.Range(0, count).Select(i => (double)i * pitch)];
            int every = LabelThinning.Every(centres, [.. centres.Select(_ => (double)length)], gap: 2);
            Assert.True(every >= count || every * pitch >= length + 2);
        }).QuickCheckThrowOnFailure();
}
