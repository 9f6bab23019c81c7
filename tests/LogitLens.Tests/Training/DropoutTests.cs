using LogitLens.Models;
using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

[Collection(SequentialTests.Name)]
public class DropoutTests
{
    [Fact]
    public void So_many_numbers_become_0()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        ForwardHooks hooks = Dropout.Of(layers: 2, rate: 0.25)!;
        double[] values = [];
        hooks.Read(new Site(SiteKind.AttentionOut, 1), activation => values = Float64.Values(activation));

        _ = model.Forward(new TokenBatch([.. Enumerable.Range(0, 40).Select(i => Enumerable.Range(i, 16).Select(token => token % 23).ToArray())]), hooks);

        Assert.Equal(40 * 16 * 24, values.Length);
        Assert.InRange(values.Count(value => value == 0) / (double)values.Length, 0.23, 0.27); // 15,360 numbers: five standard errors are 0.017
    }

    [Fact]
    public void What_is_kept_grows_so_that_the_mean_stays()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        ForwardHooks hooks = Dropout.Of(layers: 2, rate: 0.25)!;
        double[] sums = [];
        hooks.Read(new Site(SiteKind.Pattern, 0), pattern => sums = Float64.Values(pattern.sum(-1)));

        _ = model.Forward(new TokenBatch([.. Enumerable.Repeat(Enumerable.Range(0, 16).ToArray(), 200)]), hooks);

        Assert.InRange(sums.Average(), 0.97, 1.03); // rows of a pattern add up to 1; 9,600 of them, the longer ones of many parts
    }

    [Fact]
    public void It_follows_from_the_seed_and_the_step_alone_so_that_a_resumed_run_drops_the_same()
    {
        using TemporaryFolder folder = new();
        double[] unbroken = Losses(0, 6, folder.File("state"), saveAt: 3);

        double[] resumed = Losses(3, 6, folder.File("state"), saveAt: null);

        Assert.Equal(unbroken[3..], resumed);
        Assert.NotEqual(unbroken, Losses(0, 6, folder.File("other"), saveAt: 3, seed: 9));
    }

    [Fact]
    public void Without_a_rate_there_is_none() => Assert.Null(Dropout.Of(layers: 2, rate: 0));

    private static double[] Losses(int from, int to, string state, int? saveAt, long seed = 1)
    {
        using Transformer model = RandomModel.Create();
        using ModelTrainer trainer = new(model, EpochBatches.OfSize(RandomModel.Sequences(30), 8, seed: 0), new TrainingOptions
        {
            Schedule = new LearningRateSchedule(0.01, 0.01, 0, to),
            Dropout = 0.1,
            Seed = seed,
        });
        if (from > 0)
        {
            trainer.Resume(state);
        }

        List<double> losses = [];
        while (trainer.StepsDone < to)
        {
            if (trainer.StepsDone == saveAt)
            {
                trainer.Save(state);
            }

            losses.Add(trainer.Step().Loss);
        }

        return [.. losses];
    }
}
