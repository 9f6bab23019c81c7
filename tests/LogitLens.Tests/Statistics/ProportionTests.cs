using FsCheck;
using FsCheck.Fluent;
using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;
using Interval = LogitLens.Statistics.Interval;

namespace LogitLens.Tests.Statistics;

public class ProportionTests
{
    [Fact]
    public void Wilson_interval_matches_scipy()
    {
        foreach (double[] row in GoldenNumbers.Load("intervals.json").Rows("wilson"))
        {
            Interval interval = Proportion.Wilson((int)row[0], (int)row[1], row[2]);
            Assert.Equal(row[3], interval.Low, 1e-12);
            Assert.Equal(row[4], interval.High, 1e-12);
            Assert.Equal(row[2], interval.Level);
        }
    }

    [Fact]
    public void Wilson_interval_of_zero_of_ten_starts_at_zero_and_has_a_width()
    {
        Interval interval = Proportion.Wilson(0, 10);
        Assert.Equal(0, interval.Low);
        Assert.Equal(0.2775, interval.High, 1e-4);
    }

    [Fact]
    public void Wilson_interval_contains_the_estimate_and_stays_within_zero_and_one() =>
        Prop.ForAll(
            (from n in Gen.Choose(1, 5000) from count in Gen.Choose(0, n) select (count, n)).ToArbitrary(),
            sample =>
            {
                Interval interval = Proportion.Wilson(sample.count, sample.n);
                return interval.Low >= 0 && interval.High <= 1 && interval.Contains((double)sample.count / sample.n);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Wilson_interval_of_the_complement_is_mirrored()
    {
        Interval interval = Proportion.Wilson(3, 20);
        Interval mirrored = Proportion.Wilson(17, 20);
        Assert.Equal(1 - interval.High, mirrored.Low, 1e-14);
        Assert.Equal(1 - interval.Low, mirrored.High, 1e-14);
    }

    [Fact]
    public void What_belongs_together_counts_as_clusters()
    {
        // Ten clusters of four that agree: as wide as ten examples' mean, and not forty's.
        bool[] ten = [true, true, false, true, false, true, true, true, false, true];
        bool[] forty = [.. ten.SelectMany(outcome => Enumerable.Repeat(outcome, 4))];
        int[] clusters = [.. Enumerable.Range(0, 40).Select(i => i / 4)];

        Proportion together = Proportion.Of(forty, clusters);

        Assert.Equal((28, 40, 0.7), (together.Count, together.N, together.Value));
        Interval ofTen = Proportion.Of(ten, [.. Enumerable.Range(0, 10)]).Interval!.Value, ofForty = together.Interval!.Value;
        Assert.Equal(ofTen.Low, ofForty.Low, 1e-12);
        Assert.Equal(ofTen.High, ofForty.High, 1e-12);
        Assert.Equal(Proportion.Of(forty), Proportion.Of(forty, clusters: null));
        Assert.Null(Proportion.Of([], [0]).Interval);
    }

    [Theory]
    [InlineData(20, 0.1)]
    [InlineData(100, 0.5)]
    [InlineData(50, 0.97)]
    public void Wilson_interval_covers_the_truth_about_as_often_as_it_says(int n, double truth)
    {
        SeededRandom random = new(n);
        int covered = 0;
        for (int trial = 0; trial < 4000; trial++)
        {
            int count = 0;
            for (int i = 0; i < n; i++)
            {
                count += random.NextDouble() < truth ? 1 : 0;
            }

            covered += Proportion.Wilson(count, n).Contains(truth) ? 1 : 0;
        }

        Assert.InRange(covered / 4000.0, 0.92, 0.99);
    }

    [Fact]
    public void Outcomes_are_counted()
    {
        Proportion share = Proportion.Of([true, false, true, true]);
        Assert.Equal((3, 4, 0.75), (share.Count, share.N, share.Value));
        Assert.Equal(new Estimate(0.75, share.Interval, 4), share.ToEstimate());
    }

    [Fact]
    public void No_example_gives_no_value_and_no_interval() => Assert.Equal(new Proportion(0, 0, null, null), Proportion.Of([]));

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    [InlineData(0, -1)]
    public void Impossible_counts_are_refused(int count, int n) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Of(count, n));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(95)]
    [InlineData(double.NaN)]
    public void Levels_outside_zero_to_one_are_refused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportion.Of(1, 2, level));
}
