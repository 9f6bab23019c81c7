using FsCheck;
using FsCheck.Fluent;
using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics;

public class CorrelationTests
{
    [Fact]
    public void Pearson_and_spearman_match_scipy_with_ties()
    {
        foreach (JsonElement sample in GoldenNumbers.Load("correlations.json").GetProperty("cases").EnumerateArray())
        {
            double[] x = sample.Numbers("x");
            double[] y = sample.Numbers("y");
            Assert.Equal(sample.Number("pearson"), Correlation.Pearson(x, y)!.Value, 1e-12);
            Assert.Equal(sample.Number("spearman"), Correlation.Spearman(x, y)!.Value, 1e-12);
        }
    }

    [Fact]
    public void Spearman_does_not_change_under_a_rising_transform() =>
        Prop.ForAll<int[]>(values =>
        {
            double[] x = Array.ConvertAll(values, v => (double)v);
            double[] y = [.. x.Select((v, i) => v * (i % 3))];
            double[] risen = Array.ConvertAll(x, v => Math.Exp(v / 1000));
            return Correlation.Spearman(x, y) == Correlation.Spearman(risen, y);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_straight_line_correlates_fully() => Assert.Equal(-1, Correlation.Pearson([1, 2, 4], [-0.1, -0.2, -0.4])!.Value, 1e-15);

    [Fact]
    public void A_constant_or_single_sample_has_no_correlation()
    {
        Assert.Null(Correlation.Pearson([0.1, 0.1, 0.1], [1, 2, 3]));
        Assert.Null(Correlation.Spearman([1, 2, 3], [7, 7, 7]));
        Assert.Null(Correlation.Spearman([1], [2]));
        Assert.Null(Correlation.Pearson([], []));
    }

    [Fact]
    public void Values_whose_squares_vanish_or_overflow_give_null_and_not_NaN()
    {
        Assert.Null(Correlation.Pearson([1e-200, 2e-200], [1, 2]));
        Assert.Null(Correlation.Pearson([1e200, -1e200], [1, 2]));
    }

    [Fact]
    public void NaN_and_unequal_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Correlation.Pearson([1, double.NaN], [1, 2]));
        Assert.Throws<ArgumentException>(() => Correlation.Spearman([1, 2], [1, double.NaN]));
        Assert.Throws<ArgumentException>(() => Correlation.Pearson([1, 2], [1, 2, 3]));
    }
}
