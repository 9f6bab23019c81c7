using LogitLens.Experiments.Probes;

namespace LogitLens.Tests.Experiments.Probes.Curves;

public sealed class LearningCurveTests
{
    private static readonly ProbeTrainOptions s_options = new() { InversePenalties = [1] };

    [Fact]
    public void Parts_double_up_to_all_rows_and_split_no_group()
    {
        int[] groups = [.. Enumerable.Range(0, 400).Select(row => row / 3)], labels = [.. Enumerable.Range(0, 400).Select(row => row % 2)];

        CurvePlan plan = CurvePlan.Of(labels, groups, seed: 1);

        Assert.Equal(Enumerable.Range(0, 400), plan.Order.Order());
        Assert.Equal(400, plan.Ends[^1]);
        Assert.Equal(5, plan.Ends.Length);
        for (int part = 1; part < plan.Ends.Length; part++)
        {
            Assert.InRange(plan.Ends[part] - (2 * plan.Ends[part - 1]), -6, 6);
            Assert.NotEqual(groups[plan.Order[plan.Ends[part - 1] - 1]], groups[plan.Order[plan.Ends[part - 1]]]);
        }
    }

    [Fact]
    public void The_first_part_has_each_class_twice()
    {
        int[] labels = [.. Enumerable.Range(0, 256).Select(row => row is 7 or 9 or 100 ? 1 : 0)];

        CurvePlan plan = CurvePlan.Of(labels, [.. Enumerable.Range(0, 256)], seed: 2);

        Assert.True(plan.Order[..plan.Ends[0]].Count(row => labels[row] == 1) >= 2);
    }

    [Fact]
    public void Labels_that_the_features_say_take_few_bits_and_labels_that_they_do_not_take_one_each()
    {
        using DisposeScope scope = NewDisposeScope();
        SeededRandom random = new(5);
        int[] labels = [.. Enumerable.Range(0, 512).Select(_ => random.Next(2))], others = [.. labels.Select(_ => random.Next(2))];
        Tensor features = tensor([.. labels.Select(label => (4.0 * label) + random.NextNormal())], [512, 1]);
        CurveFollower follower = new(CurvePlan.Of(labels, [.. Enumerable.Range(0, 512)], seed: 1), rows => new ProbeFitter(s_options, 2, new int[rows.Length]));

        LearningCurve told = follower.Follow(features, labels, features, labels, 2, default);
        LearningCurve noise = follower.Follow(features, others, features, others, 2, default);

        Assert.Equal(512, told.UniformLength);
        Assert.InRange(told.Compression, 4, 50);
        Assert.InRange(noise.Compression, 0.85, 1.02);

        // The first part at a bit a label, then what the parts' probes take.
        Assert.Equal(told.Parts[0].Rows + told.Parts.Sum(part => part.Bits ?? 0), told.DescriptionLength, 9);
        Assert.Null(told.Parts[^1].Bits);
        Assert.Equal(512, told.Parts[0].Rows + told.Parts.Sum(part => part.NextRows));
        Assert.InRange(told.Parts[^1].ValidationRight, 480, 512);
    }
}
