using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Prompts;

public class DemonstrationPoolTests
{
    private static readonly IReadOnlyList<Example> s_pool = Samples.Classified(LabelSet.Emotion, 30, 30, 10, 10, 10, 5).Examples;

    [Fact]
    public void An_example_is_never_its_own_demonstration_nor_is_one_of_its_text()
    {
        Example twin = s_pool[7] with { Id = "twin" };
        DemonstrationPool pool = new([.. s_pool, twin]);

        for (int seed = 0; seed < 20; seed++)
        {
            IReadOnlyList<Example> drawn = pool.DrawFor(s_pool[7], s_pool.Count - 1, seed);
            Assert.DoesNotContain(drawn, example => example.Text == s_pool[7].Text);
            Assert.Equal(s_pool.Count - 1, drawn.Distinct().Count());
        }
    }

    [Fact]
    public void What_an_example_gets_follows_from_the_seed_and_its_id_alone()
    {
        DemonstrationPool pool = new(s_pool);
        string[] first = [.. s_pool.Select(example => Ids(pool.DrawFor(example, 2, seed: 3)))];

        Assert.Equal(first, s_pool.Reverse().Select(example => Ids(new DemonstrationPool(s_pool).DrawFor(example, 2, seed: 3))).Reverse());
        Assert.True(first.Distinct().Count() > s_pool.Count / 2);
        Assert.NotEqual(first, s_pool.Select(example => Ids(pool.DrawFor(example, 2, seed: 4))));
    }

    [Fact]
    public void Fewer_shots_are_the_first_of_more()
    {
        DemonstrationPool pool = new(s_pool);
        IReadOnlyList<Example> many = pool.DrawFor(s_pool[0], 40, seed: 5);

        Assert.All(Enumerable.Range(0, 40), shots => Assert.Equal(many.Take(shots), pool.DrawFor(s_pool[0], shots, seed: 5)));
    }

    [Fact]
    public void Classes_come_in_turn_until_one_runs_out()
    {
        IReadOnlyList<Example> drawn = new DemonstrationPool(s_pool).DrawFor(s_pool[0], 30, seed: 1);

        Assert.All(drawn.Chunk(6), round => Assert.Equal(6, round.Select(example => example.Label).Distinct().Count()));
        Assert.Equal(94, new DemonstrationPool(s_pool).DrawFor(s_pool[0], 94, seed: 1).Distinct().Count());
    }

    [Fact]
    public void Every_other_example_is_as_likely()
    {
        Example[] few = [.. s_pool.Take(5).Select(example => example with { Label = null })];
        Dictionary<string, int> counts = Enumerable.Range(0, 2000)
            .Select(seed => new DemonstrationPool(few).DrawFor(few[0], 1, seed)[0].Id)
            .GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(4, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 420, 580));
    }

    [Fact]
    public void Too_few_others_are_an_error_that_names_the_example()
    {
        InputException error = Assert.Throws<InputException>(() => new DemonstrationPool(s_pool).DrawFor(s_pool[0], 95, seed: 1));

        Assert.Equal($"95 demonstrations were asked for and {s_pool[0].Id} has 94 other examples to draw them from", error.Message);
    }

    private static string Ids(IEnumerable<Example> examples) => string.Join(' ', examples.Select(example => example.Id));
}
