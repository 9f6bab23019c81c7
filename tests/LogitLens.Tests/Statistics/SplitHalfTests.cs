using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics;

public class SplitHalfTests
{
    [Fact]
    public void A_ranking_that_every_example_shares_is_fully_stable()
    {
        double[][] values = [.. Enumerable.Range(0, 10).Select(i => new double[] { 1 + i, 2 + i, 3 + i, 4 + i })];
        SplitHalf stability = SplitHalf.Of(values, seed: 1);
        Assert.Equal(1, stability.RankCorrelation!.Value, 1e-12);
        Assert.Equal(1, stability.WholeReliability!.Value, 1e-12);
        Assert.Equal(1, stability.Range!.Value.Low, 1e-12);
    }

    [Fact]
    public void Pure_noise_is_not_stable()
    {
        SeededRandom random = new(5);
        double[][] values = [.. Enumerable.Range(0, 40).Select(_ => Row(random, 100, signal: 0))];
        Assert.InRange(SplitHalf.Of(values, seed: 1).RankCorrelation!.Value, -0.1, 0.1);
    }

    [Fact]
    public void Spearman_brown_foretells_the_stability_of_twice_the_examples()
    {
        SeededRandom random = new(6);
        double[][] values = [.. Enumerable.Range(0, 80).Select(_ => Row(random, 400, signal: 0.3))];
        double fromHalfTheExamples = SplitHalf.Of(values[..40], seed: 1).WholeReliability!.Value;
        double between40And40 = SplitHalf.Of(values, seed: 2).RankCorrelation!.Value;
        Assert.Equal(between40And40, fromHalfTheExamples, 0.06);
    }

    [Fact]
    public void An_odd_example_is_left_out_and_the_halves_are_means()
    {
        SplitHalf stability = SplitHalf.Of([[1, 10], [1, 10], [1, 10]], seed: 1);
        Assert.Equal(3, stability.Examples);
        Assert.Equal([1, 10], stability.FirstHalf);
        Assert.Equal([1, 10], stability.SecondHalf);
    }

    [Fact]
    public void The_same_seed_gives_the_same_splits()
    {
        SeededRandom random = new(7);
        double[][] values = [.. Enumerable.Range(0, 9).Select(_ => Row(random, 6, signal: 1))];
        Assert.Equal(SplitHalf.Of(values, seed: 3).FirstHalf, SplitHalf.Of(values, seed: 3).FirstHalf);
        Assert.Equal(SplitHalf.Of(values, seed: 3).RankCorrelation, SplitHalf.Of(values, seed: 3).RankCorrelation);
        Assert.NotEqual(SplitHalf.Of(values, seed: 3).RankCorrelation, SplitHalf.Of(values, seed: 4).RankCorrelation);
    }

    [Fact]
    public void Too_little_to_rank_gives_no_correlation()
    {
        Assert.Null(SplitHalf.Of([], seed: 1).RankCorrelation);
        Assert.Null(SplitHalf.Of([[1, 2]], seed: 1).RankCorrelation);
        Assert.Null(SplitHalf.Of([[1], [2]], seed: 1).RankCorrelation);
        Assert.Null(SplitHalf.Of([[0, 0, 0], [0, 0, 0]], seed: 1).RankCorrelation);
    }

    [Fact]
    public void NaN_and_ragged_rows_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SplitHalf.Of([[1, double.NaN], [1, 2]], seed: 1));
        Assert.Throws<ArgumentException>(() => SplitHalf.Of([[1, 2], [1]], seed: 1));
    }

    /// <summary>Items with true values spread from -signal to signal, each seen through uniform noise.</summary>
    private static double[] Row(SeededRandom random, int items, double signal) =>
        [.. Enumerable.Range(0, items).Select(i => (signal * ((2.0 * i / items) - 1)) + (4 * (random.NextDouble() - 0.5)))];
}
