using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics.Comparisons;

public class PairedProportionsTests
{
    [Fact]
    public void The_interval_matches_newcombes_formula_on_scipys_wilson_intervals()
    {
        foreach (double[] row in GoldenNumbers.Load("comparisons.json").Rows("newcombe"))
        {
            Estimate difference = OfCounts((int)row[0], (int)row[1], (int)row[2], (int)row[3]).Difference;
            Assert.Equal(row[4], difference.Interval!.Value.Low, 1e-12);
            Assert.Equal(row[5], difference.Interval!.Value.High, 1e-12);
        }
    }

    [Fact]
    public void The_difference_is_second_less_first() =>
        Assert.Equal(5 / 41.0, OfCounts(both: 14, onlyFirst: 0, onlySecond: 5, neither: 22).Difference.Value!.Value, 1e-14);

    [Fact]
    public void Exchanging_the_conditions_mirrors_the_interval()
    {
        Interval forth = OfCounts(both: 30, onlyFirst: 4, onlySecond: 11, neither: 5).Difference.Interval!.Value;
        Interval back = OfCounts(both: 30, onlyFirst: 11, onlySecond: 4, neither: 5).Difference.Interval!.Value;
        Assert.Equal(forth.Low, -back.High, 1e-14);
        Assert.Equal(forth.High, -back.Low, 1e-14);
    }

    [Fact]
    public void Conditions_that_agree_everywhere_still_have_an_interval_with_a_width()
    {
        Interval interval = OfCounts(both: 20, onlyFirst: 0, onlySecond: 0, neither: 0).Difference.Interval!.Value;
        Assert.True(interval.Low < -0.05 && interval.High > 0.05);
    }

    [Fact]
    public void Opposite_conditions_stay_within_minus_one_and_one()
    {
        Interval interval = OfCounts(both: 0, onlyFirst: 0, onlySecond: 9, neither: 0).Difference.Interval!.Value;
        Assert.True(interval.Low < 1);
        Assert.Equal(1, interval.High, 1e-14);
    }

    [Theory]
    [InlineData(30, 0.6, 0.15, 0.05)]
    [InlineData(200, 0.3, 0.1, 0.1)]
    public void The_interval_covers_the_true_difference_about_as_often_as_it_says(int n, double both, double onlyFirst, double onlySecond)
    {
        SeededRandom random = new(n);
        int covered = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            int[] counts = new int[4];
            for (int i = 0; i < n; i++)
            {
                double u = random.NextDouble();
                counts[u < both ? 0 : u < both + onlyFirst ? 1 : u < both + onlyFirst + onlySecond ? 2 : 3]++;
            }

            Interval interval = OfCounts(counts[0], counts[1], counts[2], counts[3]).Difference.Interval!.Value;
            covered += interval.Contains(onlySecond - onlyFirst) ? 1 : 0;
        }

        Assert.InRange(covered / 2000.0, 0.93, 0.985);
    }

    [Fact]
    public void No_example_has_no_difference() =>
        Assert.Equal(new Estimate(null, null, 0), PairedProportions.Of([], []).Difference);

    private static PairedProportions OfCounts(int both, int onlyFirst, int onlySecond, int neither)
    {
        bool[] first = [.. Enumerable.Repeat(true, both + onlyFirst), .. Enumerable.Repeat(false, onlySecond + neither)];
        bool[] second =
        [
            .. Enumerable.Repeat(true, both), .. Enumerable.Repeat(false, onlyFirst),
            .. Enumerable.Repeat(true, onlySecond), .. Enumerable.Repeat(false, neither),
        ];
        return PairedProportions.Of(first, second);
    }
}
