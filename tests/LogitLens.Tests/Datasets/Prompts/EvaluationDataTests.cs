using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Prompts;

public class EvaluationDataTests
{
    [Fact]
    public void Texts_that_are_evaluated_are_not_drawn_from_another_split()
    {
        Dataset evaluated = Samples.Classified(LabelSet.Sentiment, 2, 2);
        Dataset other = Samples.Classified(LabelSet.Sentiment, 4, 4);

        EvaluationData data = EvaluationData.FromSplits(evaluated, other);

        Assert.Equal(["text 5", "text 6", "text 7", "text 8"], data.Pool.Select(example => example.Text));
        Assert.Same(evaluated, data.Evaluated);
    }

    [Fact]
    public void Rows_set_apart_are_of_every_class_and_are_not_evaluated()
    {
        Dataset only = Samples.Classified(LabelSet.Sentiment, 10, 10);

        EvaluationData data = EvaluationData.HoldOut(only, mostShots: 4, seed: 1);

        Assert.Equal(4, data.Pool.Count);
        Assert.Equal(2, data.Pool.Count(example => example.Label == 0));
        Assert.Equal(16, data.Evaluated.Examples.Count);
        Assert.Empty(data.Pool.Intersect(data.Evaluated.Examples));
    }

    [Fact]
    public void Another_row_with_the_text_of_one_set_apart_is_not_evaluated_either()
    {
        Dataset only = Samples.Questions(6);
        IEnumerable<Example> repeating = only.Examples.Select(example => example with { Text = $"question {example.Source.Row % 3}" });
        only = only with { Examples = repeating.ToList() };

        EvaluationData data = EvaluationData.HoldOut(only, mostShots: 1, seed: 1);

        Assert.Equal(4, data.Evaluated.Examples.Count);
    }

    [Fact]
    public void Without_demonstrations_every_row_is_evaluated()
    {
        EvaluationData data = EvaluationData.HoldOut(Samples.Questions(3), mostShots: 0, seed: 1);

        Assert.Equal(3, data.Evaluated.Examples.Count);
        Assert.Empty(data.Pool);
    }

    [Fact]
    public void Another_seed_sets_other_rows_apart()
    {
        IEnumerable<string> pools = Enumerable.Range(0, 10).Select(
            seed => string.Join(' ', EvaluationData.HoldOut(Samples.Questions(50), 2, seed).Pool.Select(example => example.Id)));

        Assert.True(pools.Distinct().Count() >= 9);
    }

    [Fact]
    public void A_split_too_small_to_set_rows_apart_is_an_error()
    {
        InputException error = Assert.Throws<InputException>(() => EvaluationData.HoldOut(Samples.Questions(4), mostShots: 4, seed: 1));

        Assert.Equal("sample has 4 rows and no other split: 4 set apart for demonstrations leave none to evaluate", error.Message);
    }

    [Fact]
    public void Each_draw_sets_rows_of_its_own_apart_and_the_first_those_of_a_single_draw()
    {
        Dataset only = Samples.Classified(LabelSet.Sentiment, 30, 30);
        EvaluationData one = EvaluationData.HoldOut(only, 3, seed: 1), four = EvaluationData.HoldOut(only, 3, seed: 1, draws: 4);

        Assert.Equal(one.Pool, four.PoolOf(0));
        Assert.Equal(12, Enumerable.Range(0, 4).SelectMany(four.PoolOf).Distinct().Count());
        Assert.Equal(48, four.Evaluated.Examples.Count);
        Assert.Empty(four.Evaluated.Examples.Intersect(four.Pool));
    }

    [Fact]
    public void Demonstrations_of_each_example_come_from_all_other_rows_and_all_rows_are_evaluated()
    {
        Dataset only = Samples.Classified(LabelSet.Sentiment, 30, 30);
        EvaluationData data = EvaluationData.FromOne(only, new DemonstrationPlan(3, DemonstrationScope.Example), seed: 1);

        Assert.Equal(only.Examples, data.Evaluated.Examples);
        Assert.Equal(only.Examples, data.Pool);
        Assert.Throws<InputException>(() => EvaluationData.FromOne(only, new DemonstrationPlan(60, DemonstrationScope.Example), seed: 1));
    }
}
