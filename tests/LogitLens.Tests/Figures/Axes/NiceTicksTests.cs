using FsCheck;
using FsCheck.Fluent;
using LogitLens.Figures;

namespace LogitLens.Tests.Figures.Axes;

public sealed class NiceTicksTests
{
    [Fact]
    public void A_proportion_has_ticks_at_fifths() =>
        Assert.Equal(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"], NiceTicks.Between(0, 1, 6, ValueFormat.Proportion).Select(tick => tick.Label));

    [Fact]
    public void Counts_never_have_ticks_between_whole_numbers() =>
        Assert.Equal(["0", "1", "2"], NiceTicks.Between(0, 2, 10, ValueFormat.Count).Select(tick => tick.Label));

    [Fact]
    public void Percentages_are_written_as_such() =>
        Assert.Equal(["40%", "60%", "80%", "100%"], NiceTicks.Between(0.4, 1, 3, ValueFormat.Percent).Select(tick => tick.Label));

    [Fact]
    public void Negative_numbers_have_a_true_minus_and_zero_has_none() =>
        Assert.Equal(["−1.0", "−0.5", "0.0", "0.5", "1.0"], NiceTicks.Between(-1, 1, 5, ValueFormat.Number).Select(tick => tick.Label));

    [Fact]
    public void Ranks_have_ticks_at_powers_of_ten() =>
        Assert.Equal(["1", "10", "100", "1,000", "10,000"], NiceTicks.Decades(1, 50257).Select(tick => tick.Label));

    [Fact]
    public void Ticks_lie_within_the_interval_and_their_labels_differ() => Prop.ForAll(
        Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(),
        Gen.Choose(1, 1_000_000).ToArbitrary(),
        Gen.Choose(-9, 9).ToArbitrary(),
        (start, span, power) =>
        {
            double scale = Math.Pow(10, power);
            double minimum = start * scale;
            double maximum = minimum + (span * scale);
            IReadOnlyList<AxisTick> ticks = NiceTicks.Between(minimum, maximum, 6, ValueFormat.Number);
            double slack = 1e-6 * (maximum - minimum);
            Assert.All(ticks, tick => Assert.InRange(tick.Value, minimum - slack, maximum + slack));
            Assert.InRange(ticks.Count, 2, 12);
            Assert.Distinct(ticks.Select(tick => tick.Label));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(new double[0], 0, 1)]
    [InlineData(new[] { double.NaN }, 0, 1)]
    [InlineData(new[] { 0.0, 0.0 }, -1, 1)]
    [InlineData(new[] { 0.3, 7.2 }, 0, 8)]
    public void A_round_range_holds_the_values(double[] values, double minimum, double maximum) =>
        Assert.Equal((minimum, maximum), NiceTicks.RoundRange(values));
}
