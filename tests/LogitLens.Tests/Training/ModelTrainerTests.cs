using LogitLens.Models;
using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

[Collection(SequentialTests.Name)]
public class ModelTrainerTests
{
    [Fact]
    public void Training_lowers_the_loss_on_sequences_that_it_has_not_seen()
    {
        using Transformer model = RandomModel.Create();
        using ModelTrainer trainer = new(model, Batches(60), Options(80));
        TrainingSequence[] heldOut = RandomModel.Sequences(20, first: 60);
        double before = trainer.Evaluate(heldOut);

        List<TrainingStep> steps = [];
        trainer.Run(steps.Add);

        Assert.Equal(Enumerable.Range(1, 80), steps.Select(step => step.Number));
        Assert.True(trainer.Evaluate(heldOut) < 0.6 * before, $"{before} before, {trainer.Evaluate(heldOut)} after");
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_file()
    {
        using TemporaryFolder folder = new();

        Assert.Equal(TrainAndSave(folder.File("a"), seed: 1), TrainAndSave(folder.File("b"), seed: 1));
        Assert.NotEqual(TrainAndSave(folder.File("a"), seed: 1), TrainAndSave(folder.File("c"), seed: 2));
    }

    [Fact]
    public void A_resumed_run_ends_where_an_unbroken_one_does()
    {
        using TemporaryFolder folder = new();
        byte[] unbroken = TrainAndSave(folder.File("unbroken"), seed: 1);
        using (Transformer model = RandomModel.Create(1))
        using (ModelTrainer trainer = new(model, Batches(30, 1), Options(12)))
        {
            while (trainer.StepsDone < 5)
            {
                trainer.Step();
            }

            trainer.Save(folder.File("state"));
        }

        using Transformer another = RandomModel.Create(77);
        using ModelTrainer resumed = new(another, Batches(30, 1), Options(12));
        resumed.Resume(folder.File("state"));
        Assert.Equal(5, resumed.StepsDone);
        resumed.Run();
        WeightsFile.Save(folder.File("resumed"), another.Weights);

        Assert.Equal(unbroken, File.ReadAllBytes(folder.File("resumed")));
    }

    [Fact]
    public void A_step_does_not_depend_on_how_its_batch_is_cut()
    {
        using Transformer model = RandomModel.Create(), exact = Float64.Of(model);
        double[] expected = WeightsAfterOneStep(exact, tokensAtOnce: 1000);

        Close.Assert(expected, WeightsAfterOneStep(model, tokensAtOnce: 20), Tolerance.Gradient);
    }

    [Fact]
    public void Passes_in_bfloat16_lower_the_loss_as_those_in_float32_do()
    {
        double[] Losses(ScalarType type)
        {
            using Transformer model = RandomModel.Create();
            using ModelTrainer trainer = new(model, Batches(30), Options(20) with { ComputeType = type });
            List<double> losses = [];
            trainer.Run(step => losses.Add(step.Loss));
            return [.. losses];
        }

        double[] single = Losses(ScalarType.Float32), half = Losses(ScalarType.BFloat16);

        Assert.True(single[^1] < 0.7 * single[0], $"{single[0]} at first, {single[^1]} at last");
        Assert.NotEqual(single, half);
        Close.Assert(single, half, new Tolerance(0, 0.02));
    }

    [Fact]
    public void Weights_stay_float32_so_that_no_update_is_lost_that_bfloat16_would_round_away()
    {
        const double Rate = 1e-4; // bfloat16's next number after 1 is 1.0078
        using Transformer model = RandomModel.Create();
        using ModelTrainer trainer = new(model, Batches(30), Options(5) with
        {
            Schedule = new LearningRateSchedule(Rate, Rate, 0, 5),
            ComputeType = ScalarType.BFloat16,
        });

        trainer.Run();

        Assert.All(model.Weights.Parameters, parameter => Assert.Equal(ScalarType.Float32, parameter.Value.dtype));
        double[] moved = [.. Float64.Values(model.Weights.FinalNorm.Gain).Select(value => Math.Abs(value - 1))];
        Assert.InRange(moved.Average(), Rate, 10 * Rate);
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        using Transformer model = RandomModel.Create();
        long before = Tensor.TotalCount;
        using (ModelTrainer trainer = new(model, Batches(30), Options(10)))
        {
            trainer.Step();
            long during = Tensor.TotalCount;
            trainer.Run();
            trainer.Evaluate(RandomModel.Sequences(10));
            Assert.Equal(during, Tensor.TotalCount);
        }

        Assert.Equal(before, Tensor.TotalCount);
        Assert.All(model.Weights.Parameters, parameter => Assert.False(parameter.Value.requires_grad));
    }

    [Fact]
    public void Cancellation_stops_between_steps()
    {
        using Transformer model = RandomModel.Create();
        using ModelTrainer trainer = new(model, Batches(30), Options(10));
        using CancellationTokenSource cancellation = new();

        Assert.Throws<OperationCanceledException>(() => trainer.Run(_ => cancellation.Cancel(), cancellation.Token));

        Assert.Equal(1, trainer.StepsDone);
    }

    [Fact]
    public void A_state_of_another_model_is_refused()
    {
        using TemporaryFolder folder = new();
        using Transformer model = RandomModel.Create();
        WeightsFile.Save(folder.File("weights"), model.Weights);
        using ModelTrainer trainer = new(model, Batches(3), Options(10));

        InputException error = Assert.Throws<InputException>(() => trainer.Resume(folder.File("weights")));

        Assert.Contains("_moment is missing", error.Message);
    }

    private static EpochBatches Batches(int sequences, long seed = 0) => EpochBatches.OfSize(RandomModel.Sequences(sequences), perStep: 8, seed);

    private static TrainingOptions Options(int steps) => new()
    {
        Schedule = new LearningRateSchedule(0.01, 0.001, 3, steps),
        TokensAtOnce = 64,
    };

    private static byte[] TrainAndSave(string path, long seed)
    {
        using Transformer model = RandomModel.Create(seed);
        using ModelTrainer trainer = new(model, Batches(30, seed), Options(12));
        trainer.Run();
        WeightsFile.Save(path, model.Weights);
        return File.ReadAllBytes(path);
    }

    private static double[] WeightsAfterOneStep(Transformer model, int tokensAtOnce)
    {
        using ModelTrainer trainer = new(model, Batches(30), Options(10) with
        {
            TokensAtOnce = tokensAtOnce,
            AdamW = new AdamWOptions { Epsilon = 1e-3 }, // so that the update is as smooth as the gradient
        });
        trainer.Step();
        return [.. model.Weights.Parameters.SelectMany(parameter => Float64.Values(parameter.Value))];
    }
}
