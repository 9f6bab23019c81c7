using FsCheck;
using FsCheck.Fluent;
using LogitLens.Statistics;
using LogitLens.Tests.Statistics.Golden;

namespace LogitLens.Tests.Statistics;

public class LogProbabilitiesTests
{
    [Fact]
    public void Values_match_scipy_for_logits_up_to_a_thousand()
    {
        foreach (var sample in GoldenNumbers.Load("log_probabilities.json").GetProperty("cases").EnumerateArray())
        {
            double[] p = LogSoftmax(sample.Numbers("x"));
            double[] q = LogSoftmax(sample.Numbers("y"));
            Approximately.Equal(sample.Number("logsumexp"), LogProbabilities.LogSumExp<double>(sample.Numbers("x")));
            Approximately.AllEqual(sample.Numbers("log_softmax"), p);
            Assert.Equal(sample.Number("entropy"), LogProbabilities.Entropy<double>(p), 1e-12);
            Approximately.Equal(sample.Number("kl"), LogProbabilities.KullbackLeibler<double>(p, q));
        }
    }

    [Fact]
    public void Floats_give_the_same_as_doubles_to_their_precision()
    {
        float[] logits = [1.5f, -2.25f, 30, 29.5f];
        float[] logProbs = new float[4];
        LogProbabilities.LogSoftmax<float>(logits, logProbs);
        Approximately.AllEqual(LogSoftmax([1.5, -2.25, 30, 29.5]), Array.ConvertAll(logProbs, p => (double)p), 1e-5);
    }

    [Fact]
    public void Logits_shifted_by_a_constant_have_the_same_softmax()
    {
        double[] shifted = LogSoftmax([1001, 1002, 1003]);
        Approximately.AllEqual(LogSoftmax([1, 2, 3]), shifted, 1e-12);
    }

    [Fact]
    public void Softmax_may_overwrite_its_logits()
    {
        double[] values = [1, 2, 3];
        LogProbabilities.LogSoftmax<double>(values, values);
        Assert.Equal(LogSoftmax([1, 2, 3]), values);
    }

    [Fact]
    public void Entropy_of_a_uniform_distribution_is_the_log_of_its_outcomes() =>
        Assert.Equal(Math.Log(8), LogProbabilities.Entropy<double>(LogSoftmax(new double[8])), 1e-14);

    [Fact]
    public void Outcomes_of_probability_zero_add_no_entropy()
    {
        double[] certain = LogSoftmax([0, double.NegativeInfinity]);
        Assert.Equal([0, double.NegativeInfinity], certain);
        Assert.Equal(0, LogProbabilities.Entropy<double>(certain));
    }

    [Fact]
    public void Divergence_is_infinite_where_the_second_rules_out_what_the_first_allows()
    {
        double[] certain = [0, double.NegativeInfinity];
        double[] even = LogSoftmax([0, 0]);
        Assert.Equal(double.PositiveInfinity, LogProbabilities.KullbackLeibler<double>(even, certain));
        Assert.Equal(Math.Log(2), LogProbabilities.KullbackLeibler<double>(certain, even), 1e-15);
    }

    [Fact]
    public void Divergence_is_never_negative_and_zero_from_itself() =>
        Prop.ForAll<NonEmptyArray<int>, int>((logits, seed) =>
        {
            double[] p = LogSoftmax(Array.ConvertAll(logits.Get, x => x / 10.0));
            double[] q = LogSoftmax([.. p.Select((x, i) => x + Math.Sin(seed + i))]);
            return LogProbabilities.KullbackLeibler<double>(p, q) >= -1e-14 && LogProbabilities.KullbackLeibler<double>(p, p) == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_sums_to_minus_infinity()
    {
        Assert.Equal(double.NegativeInfinity, LogProbabilities.LogSumExp<double>([]));
        Assert.Equal(double.NegativeInfinity, LogProbabilities.LogSumExp<double>([double.NegativeInfinity]));
    }

    [Fact]
    public void NaN_and_logits_without_a_largest_finite_value_are_refused()
    {
        Assert.Throws<ArgumentException>(() => LogProbabilities.LogSumExp<float>([1, float.NaN]));
        Assert.Throws<ArgumentException>(() => LogProbabilities.Entropy<double>([double.NaN]));
        Assert.Throws<ArgumentException>(() => LogProbabilities.KullbackLeibler<double>([0], [double.NaN]));
        Assert.Throws<ArgumentException>(() => LogSoftmax([double.NegativeInfinity, double.NegativeInfinity]));
        Assert.Throws<ArgumentException>(() => LogSoftmax([1, double.PositiveInfinity]));
    }

    private static double[] LogSoftmax(double[] logits)
    {
        double[] logProbs = new double[logits.Length];
        LogProbabilities.LogSoftmax<double>(logits, logProbs);
        return logProbs;
    }
}
