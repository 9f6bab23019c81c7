using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics;

public sealed class AveragePrecisionTests
{
    [Fact]
    public void It_is_the_mean_precision_at_what_should_come_first()
    {
        // First of three, and third of three: 1 of 1 and 2 of 3.
        Assert.Equal((1 + (2.0 / 3)) / 2, AveragePrecision.Of([3, 2, 1], [true, false, true])!.Value, 12);
        Assert.Equal(1, AveragePrecision.Of([0.2, 0.9, 0.1], [true, true, false])!.Value, 12);
    }

    [Fact]
    public void Equal_scores_share_a_place_whatever_their_order()
    {
        Assert.Equal(0.5, AveragePrecision.Of([1, 1], [true, false])!.Value, 12);
        Assert.Equal(0.5, AveragePrecision.Of([1, 1], [false, true])!.Value, 12);
    }

    [Fact]
    public void Where_any_order_is_as_good_there_is_none()
    {
        Assert.Null(AveragePrecision.Of([1, 2], [true, true]));
        Assert.Null(AveragePrecision.Of([1, 2], [false, false]));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(6, 5)]
    public void Chance_is_the_mean_over_all_orders(int items, int wanted)
    {
        bool[] marks = [.. Enumerable.Range(0, items).Select(item => item < wanted)];
        double[] all = [.. Orders([.. Enumerable.Range(0, items)]).Select(order =>
            AveragePrecision.Of([.. order.Select(place => (double)place)], marks)!.Value)];
        Assert.Equal(all.Average(), AveragePrecision.OfChance(items, wanted), 12);
    }

    [Fact]
    public void A_score_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => AveragePrecision.Of([double.NaN, 1], [true, false]));

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
