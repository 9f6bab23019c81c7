using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics;

public sealed class KrippendorffAlphaTests
{
    [Fact]
    public void It_is_that_of_Krippendorffs_own_example()
    {
        // "Computing Krippendorff's Alpha-Reliability" (2011), part C: 12 items, 4 observers, some missing; alpha = 0.743 for nominal data.
        int?[][] observers =
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
            [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
        ];
        int?[][] items = [.. Enumerable.Range(0, 12).Select(item => observers.Select(observer => observer[item]).ToArray())];

        Estimate alpha = KrippendorffAlpha.Of(items, seed: 0);

        Assert.Equal(0.743, alpha.Value!.Value, 3);
        Assert.Equal(11, alpha.N);
        Assert.True(alpha.Interval!.Value.Contains(0.743));
    }

    [Fact]
    public void By_hand_two_raters_who_differ_on_one_item_of_three()
    {
        // Coincidences: of 6 ratings 3 are a and 3 b; 2 of them disagree. Expected: 3 x 3 + 3 x 3 = 18 over n - 1 = 5. Alpha = 1 - 5 x 2 / 18 = 4 / 9.
        Assert.Equal(4.0 / 9, KrippendorffAlpha.Of([[0, 0], [1, 1], [0, 1]], seed: 0).Value!.Value, 12);
    }

    [Fact]
    public void Full_agreement_is_1_and_the_opposite_below_0()
    {
        Assert.Equal(1, KrippendorffAlpha.Of([[0, 0], [1, 1], [2, 2]], seed: 0).Value);
        Assert.True(KrippendorffAlpha.Of([[0, 1], [1, 0], [0, 1]], seed: 0).Value < 0);
    }

    [Fact]
    public void Items_that_belong_together_count_once_in_the_interval()
    {
        int?[][] items = [[0, 0], [1, 1], [0, 1], [1, 1]];
        Estimate alone = KrippendorffAlpha.Of(items, seed: 0), together = KrippendorffAlpha.OfGroups([items[..2], items[2..]], seed: 0);
        Assert.Equal(alone.Value, together.Value);
        Assert.Equal((4, 2), (alone.N, together.N));
    }

    [Fact]
    public void Without_two_ratings_of_an_item_or_without_two_categories_there_is_none()
    {
        Assert.Null(KrippendorffAlpha.Of([[0, null], [null, 1]], seed: 0).Value);
        Assert.Null(KrippendorffAlpha.Of([[0, 0], [0, 0]], seed: 0).Value);
        Assert.Null(KrippendorffAlpha.Of([], seed: 0).Value);
    }
}
