using LogitLens.Statistics;

namespace LogitLens.Tests.Statistics.ClassifierMetrics;

public class ProbabilityScoresTests
{
    [Fact]
    public void Log_loss_is_minus_the_log_of_the_right_class() =>
        Assert.Equal(-Math.Log(0.2), ProbabilityScores.LogLoss([0.5, 0.2, 0.3], 1), 1e-14);

    [Fact]
    public void Log_loss_of_a_certain_wrong_answer_is_large_but_finite() =>
        Assert.Equal(36.04, ProbabilityScores.LogLoss([1, 0], 1), 0.01);

    [Fact]
    public void Brier_score_runs_from_zero_to_two()
    {
        Assert.Equal(0, ProbabilityScores.Brier([0, 1], 1));
        Assert.Equal(2, ProbabilityScores.Brier([1, 0], 1));
        Assert.Equal(0.5, ProbabilityScores.Brier([0.5, 0.5], 1));
    }

    [Fact]
    public void NaN_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ProbabilityScores.LogLoss([double.NaN, 1], 1));
        Assert.Throws<ArgumentException>(() => ProbabilityScores.Brier([double.NaN, 1], 1));
    }
}
