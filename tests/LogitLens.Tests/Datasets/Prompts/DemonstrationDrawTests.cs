using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Prompts;

public class DemonstrationDrawTests
{
    private readonly IReadOnlyList<Example> _pool = Samples.Classified(LabelSet.Emotion, 30, 30, 10, 10, 10, 5).Examples;

    [Fact]
    public void The_same_seed_draws_the_same_demonstrations_and_another_seed_others()
    {
        string[] bySeed = Enumerable.Range(0, 20).Select(seed => Ids(DemonstrationDraw.Draw(_pool, 2, seed))).ToArray();

        Assert.Equal(bySeed[3], Ids(DemonstrationDraw.Draw(_pool, 2, seed: 3)));
        Assert.True(bySeed.Distinct().Count() >= 19, string.Join(" | ", bySeed));
    }

    [Fact]
    public void Fewer_shots_are_the_first_of_more()
    {
        IReadOnlyList<Example> eight = DemonstrationDraw.Draw(_pool, 8, seed: 5);

        for (int shots = 0; shots < 8; shots++)
        {
            Assert.Equal(eight.Take(shots), DemonstrationDraw.Draw(_pool, shots, seed: 5));
        }
    }

    [Fact]
    public void Balanced_demonstrations_show_each_class_before_any_comes_again()
    {
        IReadOnlyList<Example> drawn = DemonstrationDraw.Draw(_pool, 12, seed: 1);

        Assert.Equal(6, drawn.Take(6).Select(example => example.Label).Distinct().Count());
        Assert.Equal(6, drawn.Skip(6).Select(example => example.Label).Distinct().Count());
        Assert.Equal(12, drawn.Distinct().Count());
    }

    [Fact]
    public void The_class_shown_first_depends_on_the_seed()
    {
        IEnumerable<int?> first = Enumerable.Range(0, 60).Select(seed => DemonstrationDraw.Draw(_pool, 1, seed)[0].Label);

        Assert.Equal(6, first.Distinct().Count());
    }

    [Fact]
    public void A_class_that_runs_out_leaves_its_turns_to_the_others()
    {
        Dataset skewed = Samples.Classified(LabelSet.Sentiment, 5, 1);

        Assert.Equal(6, DemonstrationDraw.Draw(skewed.Examples, 6, seed: 1).Distinct().Count());
    }

    [Fact]
    public void More_demonstrations_than_there_are_examples_is_an_error()
    {
        InputException error = Assert.Throws<InputException>(() => DemonstrationDraw.Draw(_pool, 96, seed: 1));

        Assert.Equal("96 demonstrations were asked for and there are 95 examples to draw them from", error.Message);
    }

    [Fact]
    public void Incorrect_labels_are_all_wrong_and_correct_ones_all_right()
    {
        IReadOnlyList<Demonstration> correct = Label(DemonstrationLabels.Correct, seed: 1);
        IReadOnlyList<Demonstration> incorrect = Label(DemonstrationLabels.Incorrect, seed: 1);

        Assert.All(correct, demo => Assert.Equal(Right(demo), demo.Shown));
        Assert.All(incorrect, demo => Assert.NotEqual(Right(demo), demo.Shown));
        Assert.Equal(correct.Select(demo => demo.Example), incorrect.Select(demo => demo.Example));
        Assert.True(incorrect.Select(demo => demo.Shown).Distinct().Count() > 2);
    }

    [Fact]
    public void Of_two_labels_the_incorrect_one_is_the_other()
    {
        Dataset dataset = Samples.Classified(LabelSet.Sentiment, 1, 1);

        IReadOnlyList<Demonstration> shown = DemonstrationDraw.WithLabels(
            dataset.Examples, LabelSet.Sentiment, DemonstrationLabels.Incorrect, seed: 1);

        Assert.Equal(["positive", "negative"], shown.Select(demo => demo.Shown));
    }

    [Fact]
    public void Random_labels_are_right_about_as_often_as_chance_and_depend_on_the_seed()
    {
        int right = Enumerable.Range(0, 100).Sum(seed => Label(DemonstrationLabels.Random, seed).Count(demo => Right(demo) == demo.Shown));
        IEnumerable<string> shown = Enumerable.Range(0, 10).Select(
            seed => string.Join(' ', Label(DemonstrationLabels.Random, seed).Select(d => d.Shown)));

        // 1,200 labels, one in six right: 200 expected, five standard deviations of 13.
        Assert.InRange(right, 135, 265);
        Assert.Equal(10, shown.Distinct().Count());
    }

    [Fact]
    public void A_wrong_answer_is_another_questions()
    {
        Dataset questions = Samples.Questions(4);

        IReadOnlyList<Demonstration> shown = DemonstrationDraw.WithLabels(
            questions.Examples, labels: null, DemonstrationLabels.Incorrect, seed: 1);

        Assert.All(shown, demo => Assert.NotEqual(demo.Example.Answer, demo.Shown));
        Assert.All(shown, demo => Assert.Contains(demo.Shown, questions.Examples.Select(example => example.Answer)));
    }

    [Fact]
    public void No_wrong_answer_to_be_had_is_an_error()
    {
        InputException error = Assert.Throws<InputException>(() => DemonstrationDraw.WithLabels(
            Samples.Questions(1).Examples, labels: null, DemonstrationLabels.Incorrect, seed: 1));

        Assert.Equal("no wrong answer for the demonstration test:1: all answers to draw from are '1'", error.Message);
    }

    [Fact]
    public void An_example_without_a_label_cannot_be_a_demonstration()
    {
        Example unlabelled = new("dev:1", "text", new RowSource("dev.tsv", 1, 2));

        InputException error = Assert.Throws<InputException>(
            () => DemonstrationDraw.WithLabels([unlabelled], LabelSet.Sentiment, DemonstrationLabels.Correct, seed: 1));

        Assert.Equal("dev.tsv, row 1 (line 2): has no label or answer, so it cannot be a demonstration", error.Message);
    }

    private static string Right(Demonstration demo) => LabelSet.Emotion.Names[demo.Example.Label!.Value];

    private static string Ids(IEnumerable<Example> examples) => string.Join(' ', examples.Select(example => example.Id));

    private IReadOnlyList<Demonstration> Label(DemonstrationLabels kind, long seed) =>
        DemonstrationDraw.WithLabels(DemonstrationDraw.Draw(_pool, 12, seed: 9), LabelSet.Emotion, kind, seed);
}
