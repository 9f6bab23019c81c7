using LogitLens.Experiments.Steering;
using LogitLens.Statistics;

namespace LogitLens.Tests.Experiments.Steering.Judges;

public sealed class JudgeRatesTests
{
    // Of 10 texts of the class 8 are said to be of it, 1 of another, 1 cannot be told; of 20 others 5, 13 and 2.
    private static readonly JudgeRates s_rates = JudgeRates.Of(
        "words",
        [.. Scores(8, 1, 1), .. Scores(5, 13, 2)],
        [.. Enumerable.Repeat(true, 10), .. Enumerable.Repeat(false, 20)]);

    [Fact]
    public void Texts_that_cannot_be_told_are_not_right()
    {
        Assert.Equal((8, 10), (s_rates.Right.Count, s_rates.Right.N));
        Assert.Equal((5, 20), (s_rates.Wrong.Count, s_rates.Wrong.N));
        Assert.Equal((13, 20), (s_rates.OtherRight.Count, s_rates.OtherRight.N));
        Assert.Equal((1, 10), (s_rates.OtherWrong.Count, s_rates.OtherWrong.N));
        Assert.Equal(0.7, s_rates.Accuracy.Value!.Value, 12);
    }

    [Theory]
    [InlineData(0.25, 0)]
    [InlineData(0.525, 0.5)]
    [InlineData(0.8, 1)]
    [InlineData(0.1, 0)]
    public void What_the_judge_says_is_placed_between_what_it_says_of_known_texts(double said, double corrected) =>
        Assert.Equal(corrected, s_rates.Correct(new Estimate(said, null, 100), 1)!.Value!.Value, 12);

    [Fact]
    public void The_other_class_has_rates_of_its_own() =>
        Assert.Equal((0.4 - 0.1) / (0.65 - 0.1), s_rates.Correct(new Estimate(0.4, null, 100), -1)!.Value!.Value, 12);

    [Fact]
    public void The_interval_is_wider_than_that_of_the_judged_texts_alone()
    {
        Estimate judged = Proportion.Of(60, 100).ToEstimate();

        Estimate corrected = s_rates.Correct(judged, 1)!;

        // Dividing by the gap of 0.55 alone would make it 1 / 0.55 times as wide; not knowing the rates makes it wider still.
        Assert.True(corrected.Interval!.Value.High - corrected.Interval.Value.Low > (judged.Interval!.Value.High - judged.Interval.Value.Low) / 0.55
            || corrected.Interval.Value.High == 1);
        Assert.True(corrected.Interval.Value.Contains(corrected.Value!.Value));
    }

    [Fact]
    public void A_share_below_what_the_judge_says_of_the_wrong_texts_has_an_interval_all_the_same()
    {
        // The judge says less than its 8 of 50 by chance: the true share may well be above 0.
        JudgeRates rates = JudgeRates.Of(
            "words", [.. Scores(40, 10, 0), .. Scores(8, 42, 0)], [.. Enumerable.Repeat(true, 50), .. Enumerable.Repeat(false, 50)]);

        Estimate none = rates.Correct(Proportion.Of(0, 100).ToEstimate(), 1)!, all = rates.Correct(Proportion.Of(100, 100).ToEstimate(), 1)!;

        // By hand: half widths 0.0185 of 0 of 100 and 0.1008 of 8 of 50 give 0.1025 / 0.64; 0.0185 and 0.1101 of 40 of 50 give 0.1116 / 0.64.
        Assert.Equal((0.0, 0.0), (none.Value!.Value, none.Interval!.Value.Low));
        Assert.Equal(0.160, none.Interval.Value.High, 2);
        Assert.Equal((1.0, 1.0), (all.Value!.Value, all.Interval!.Value.High));
        Assert.Equal(0.826, all.Interval.Value.Low, 2);
    }

    [Theory]
    [InlineData(10, 500, 0.98, 0.05, 0.9)]
    [InlineData(20, 50, 0.98, 0.02, 0.5)]
    [InlineData(50, 100, 0.86, 0.2, 0.5)]
    public void The_interval_covers_the_true_share_about_as_often_as_it_says(int labelled, int judged, double right, double wrong, double truth)
    {
        // A judge that is right of all of a few labelled texts is not known to be always right: of ten it often is.
        SeededRandom random = new(labelled);
        int covered = 0, corrected = 0;
        double width = 0;
        for (int trial = 0; trial < 2000; trial++)
        {
            JudgeRates rates = JudgeRates.Of(
                "words", [.. Said(labelled, right), .. Said(labelled, wrong)], [.. Enumerable.Repeat(true, labelled), .. Enumerable.Repeat(false, labelled)]);
            Proportion said = Proportion.Of(Said(judged, (truth * right) + ((1 - truth) * wrong)).Count(score => score > 0), judged);
            if (rates.Correct(said.ToEstimate(), 1) is { } found)
            {
                corrected++;
                covered += found.Interval!.Value.Contains(truth) ? 1 : 0;
                width += found.Interval.Value.High - found.Interval.Value.Low;
            }
        }

        Assert.InRange((double)covered / corrected, 0.94, 1);

        // As wide as it would be by the true rates' own variances, or somewhat wider where few labelled texts say little of them.
        double Variance(double share, int count) => share * (1 - share) / count;
        double known = 2 * 1.96 / (right - wrong) * Math.Sqrt(
            Variance((truth * right) + ((1 - truth) * wrong), judged) + (truth * truth * Variance(right, labelled))
            + ((1 - truth) * (1 - truth) * Variance(wrong, labelled)));
        Assert.InRange(width / corrected / known, 0.95, 1.5);

        double[] Said(int count, double share) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < share ? 1.0 : -1)];
    }

    [Fact]
    public void Texts_that_belong_together_say_less_of_the_judge()
    {
        double[] scores = [.. Enumerable.Range(0, 40).Select(text => text / 4 % 5 == 0 ? -1.0 : 1)];
        bool[] isTowards = [.. Enumerable.Range(0, 40).Select(_ => true)];

        JudgeRates alone = JudgeRates.Of("words", scores, isTowards);
        JudgeRates together = JudgeRates.Of("words", scores, isTowards, [.. Enumerable.Range(0, 40).Select(text => text / 4)]);

        Assert.Equal((alone.Right.Value, alone.Accuracy.Count), (together.Right.Value, together.Accuracy.Count));
        Assert.True(Width(together.Right) > 1.5 * Width(alone.Right));
        Assert.True(Width(together.Accuracy) > 1.5 * Width(alone.Accuracy));

        static double Width(Proportion share) => share.Interval!.Value.High - share.Interval.Value.Low;
    }

    [Fact]
    public void A_judge_that_tells_nothing_apart_corrects_nothing() =>
        Assert.Null(JudgeRates.Of("words", Scores(2, 0, 0).Concat(Scores(2, 0, 0)).ToArray(), [true, true, false, false]).Correct(new Estimate(0.5, null, 4),
            1));

    private static double[] Scores(int own, int other, int none) =>
        [.. Enumerable.Repeat(1.5, own), .. Enumerable.Repeat(-2.0, other), .. Enumerable.Repeat(0.0, none)];
}
