using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.Comparisons;

public class DetectableDifferenceTests
{
    [Fact]
    public void Unpaired_matches_the_textbook_sample_size()
    {
        // 0.5 against 0.6 at power 0.8 and alpha 0.05 needs 387.3 a group; so 388 see it and 387 just do not.
        Assert.True(DetectableDifference.Unpaired(388, 0.5) <= 0.1);
        Assert.True(DetectableDifference.Unpaired(387, 0.5) > 0.1);
    }

    [Theory]
    [InlineData(100, 0.5)]
    [InlineData(400, 0.8)]
    public void Unpaired_difference_is_found_four_times_of_five(int n, double baseline)
    {
        double difference = DetectableDifference.Unpaired(n, baseline)!.Value;
        double other = baseline > 0.5 ? baseline - difference : baseline + difference;
        SeededRandom random = new(n);
        int found = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            double p1 = Count(random, n, baseline) / (double)n;
            double p2 = Count(random, n, other) / (double)n;
            double pooled = (p1 + p2) / 2;
            found += Math.Abs(p1 - p2) > 1.959964 * Math.Sqrt(2 * pooled * (1 - pooled) / n) ? 1 : 0;
        }

        Assert.InRange(found / 2000.0, 0.77, 0.84);
    }

    [Fact]
    public void Paired_difference_is_found_about_four_times_of_five_by_mcnemars_test()
    {
        const int N = 872;
        const double Discordant = 0.2;
        double difference = DetectableDifference.Paired(N, Discordant)!.Value;
        SeededRandom random = new(1);
        int found = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            int discordant = Count(random, N, Discordant);
            int second = Count(random, discordant, 0.5 + (difference / Discordant / 2));
            found += FairBinomial.TwoSided(second, discordant) <= 0.05 ? 1 : 0;
        }

        // The exact test is a little conservative, the formula is for the asymptotic one.
        Assert.InRange(found / 2000.0, 0.75, 0.83);
    }

    [Fact]
    public void More_examples_detect_smaller_differences()
    {
        double?[] paired = [.. new[] { 50, 100, 1000, 10_000 }.Select(n => DetectableDifference.Paired(n, 0.3))];
        double?[] unpaired = [.. new[] { 50, 100, 1000, 10_000 }.Select(n => DetectableDifference.Unpaired(n, 0.3))];
        Assert.Equal(paired.OrderDescending(), paired);
        Assert.Equal(unpaired.OrderDescending(), unpaired);
    }

    [Fact]
    public void Too_few_examples_detect_nothing()
    {
        Assert.Null(DetectableDifference.Unpaired(2, 0.5));
        Assert.Null(DetectableDifference.Unpaired(0, 0.5));
        Assert.Null(DetectableDifference.Paired(8, 0.2));
        Assert.Null(DetectableDifference.Paired(100, 0));
    }

    [Fact]
    public void Shares_outside_zero_to_one_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectableDifference.Unpaired(10, 1.2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DetectableDifference.Paired(10, double.NaN));
    }

    private static int Count(SeededRandom random, int n, double share)
    {
        int count = 0;
        for (int i = 0; i < n; i++)
        {
            count += random.NextDouble() < share ? 1 : 0;
        }

        return count;
    }
}
