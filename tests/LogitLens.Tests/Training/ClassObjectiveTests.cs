using LogitLens.Models;
using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

[Collection(SequentialTests.Name)]
public class ClassObjectiveTests
{
    private static readonly int[][] s_texts = [[1, 2, 3], [4, 5, 6, 7, 8], [9]];

    [Fact]
    public void The_loss_is_read_at_the_last_real_token_of_each_text_whatever_pads_it()
    {
        using Transformer model = RandomModel.WithHead("a", "b", "c");
        using DisposeScope scope = NewDisposeScope();
        double[] alone = [.. s_texts.Select((text, label) => Loss(model, [TrainingSequence.OfClass(text, label)]))];

        double together = Loss(model, [.. s_texts.Select((text, label) => TrainingSequence.OfClass(text, label, weight: label + 1))]);

        Close.Assert(alone[0] + (2 * alone[1]) + (3 * alone[2]), together, Tolerance.Forward);
    }

    [Fact]
    public void The_loss_is_the_logarithm_of_the_softmax_of_the_head_on_the_final_norm()
    {
        using Transformer model = RandomModel.WithHead("a", "b", "c");
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = model.Forward(new TokenBatch([s_texts[1]])).select(1, s_texts[1].Length - 1).squeeze(0);
        double[] values = Float64.Values(logits);
        double expected = Math.Log(values.Sum(Math.Exp)) - values[2];

        Assert.Equal(3, values.Length);
        Close.Assert(expected, Loss(model, [TrainingSequence.OfClass(s_texts[1], 2)]), Tolerance.Forward);
    }

    [Fact]
    public void Smoothing_mixes_the_right_class_with_all_of_them()
    {
        using Transformer model = RandomModel.WithHead("a", "b", "c");
        using DisposeScope scope = NewDisposeScope();
        double[] perClass = [.. Enumerable.Range(0, 3).Select(label => Loss(model, [TrainingSequence.OfClass(s_texts[0], label)]))];

        double smoothed = new ClassObjective(0.3).Sum(model, [TrainingSequence.OfClass(s_texts[0], 1)]).item<float>();

        Close.Assert((0.7 * perClass[1]) + (0.3 * perClass.Average()), smoothed, Tolerance.Forward);
    }

    [Fact]
    public void Training_learns_which_texts_are_of_which_class()
    {
        using Transformer model = RandomModel.WithHead("a", "b", "c");
        TrainingSequence[] sequences = [.. Enumerable.Range(0, 30).Select(i => TrainingSequence.OfClass([i % 3, 3 + (i % 5), 9], i % 3))];
        using ModelTrainer trainer = new(
            model, EpochBatches.OfSize(sequences, 10, seed: 0), new TrainingOptions { Schedule = new LearningRateSchedule(0.01, 0.001, 3, 60) },
            new ClassObjective());

        trainer.Run();

        Assert.InRange(trainer.Evaluate(sequences), 0, 0.1);
    }

    [Fact]
    public void Only_what_is_to_be_trained_moves()
    {
        using Transformer model = RandomModel.WithHead("a", "b", "c");
        Dictionary<string, double[]> before = model.Weights.Parameters.ToDictionary(parameter => parameter.Name, parameter => Float64.Values(parameter.Value));
        using (ModelTrainer trainer = new(
            model,
            EpochBatches.OfSize([TrainingSequence.OfClass([1, 2], 1)], 1, seed: 0),
            new TrainingOptions { Schedule = new LearningRateSchedule(0.01, 0.01, 0, 2), Trains = name => name == "score.weight" },
            new ClassObjective()))
        {
            trainer.Run();
        }

        foreach ((string name, Tensor value) in model.Weights.Parameters)
        {
            Assert.Equal(name != "score.weight", before[name].SequenceEqual(Float64.Values(value)));
        }
    }

    private static double Loss(Transformer model, TrainingSequence[] sequences) => new ClassObjective().Sum(model, sequences).item<float>();
}
