using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Prompts;

public class DemonstrationSourceTests
{
    private static readonly Dataset s_dataset = Samples.Classified(LabelSet.Sentiment, 40, 40);

    [Theory]
    [InlineData(DemonstrationScope.Example, 1)]
    [InlineData(DemonstrationScope.Run, 3)]
    public void Correct_and_incorrect_demonstrations_show_the_same_examples_with_their_labels_flipped(DemonstrationScope per, int draws)
    {
        DemonstrationSource source = Source(per, draws);
        foreach (Example example in s_dataset.Examples.Take(20))
        {
            for (int draw = 0; draw < source.Draws; draw++)
            {
                IReadOnlyList<Demonstration> right = source.Of(2, DemonstrationLabels.Correct, draw, example);
                IReadOnlyList<Demonstration> wrong = source.Of(2, DemonstrationLabels.Incorrect, draw, example);
                Assert.Equal(right.Select(demo => demo.Example), wrong.Select(demo => demo.Example));
                Assert.All(right.Zip(wrong), pair => Assert.NotEqual(pair.First.Shown, pair.Second.Shown));
            }
        }
    }

    [Fact]
    public void All_examples_share_a_draw_and_draws_differ()
    {
        DemonstrationSource source = Source(DemonstrationScope.Run, 3);

        Assert.False(source.IsPerExample);
        Assert.Equal(Shown(source, 1, s_dataset.Examples[0]), Shown(source, 1, s_dataset.Examples[50]));
        Assert.Equal(3, Enumerable.Range(0, 3).Select(draw => Shown(source, draw, s_dataset.Examples[0])).Distinct().Count());
    }

    [Fact]
    public void Each_example_has_its_own()
    {
        DemonstrationSource source = Source(DemonstrationScope.Example, 1);

        Assert.True(source.IsPerExample);
        Assert.True(s_dataset.Examples.Select(example => Shown(source, 0, example)).Distinct().Count() > 60);
    }

    private static string Shown(DemonstrationSource source, int draw, Example example) =>
        string.Join(' ', source.Of(2, DemonstrationLabels.Correct, draw, example).Select(demo => demo.Example.Id));

    private static DemonstrationSource Source(DemonstrationScope per, int draws)
    {
        DemonstrationPlan plan = new(2, per, draws);
        return DemonstrationSource.Drawn(EvaluationData.FromOne(s_dataset, plan, seed: 1), plan, s_dataset.Labels, answers: null, seed: 1);
    }
}
