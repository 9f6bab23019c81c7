using LogitLens.Diagnostics;
using LogitLens.Tests.Models;
using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

/// <summary>Loss, gradients and AdamW against a float64 reference in PyTorch.</summary>
public class TrainingGoldenTests
{
    public static TheoryData<string> Cases => GoldenCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_norms_of_the_language_model_loss_match_for_every_parameter(string name)
    {
        using GoldenModel golden = new(name);
        using DisposeScope scope = NewDisposeScope();
        JsonElement expected = Reference(golden).GetProperty("gradient_norms_step_0");

        foreach ((_, Tensor parameter) in golden.Transformer.Weights.Parameters)
        {
            parameter.requires_grad = true;
        }

        TrainingSequence[] sequences = Sequences(golden);
        new NextTokenObjective().Sum(golden.Transformer, sequences).div(sequences.Sum(sequence => sequence.TotalWeight)).backward();

        Assert.Equal(expected.EnumerateObject().Count(), golden.Transformer.Weights.Parameters.Count);
        foreach ((string parameter, Tensor value) in golden.Transformer.Weights.Parameters)
        {
            double norm = expected.GetProperty(parameter).GetDouble();
            double ours = value.grad!.norm().item<float>();
            Close.Assert(norm, ours, Tolerance.Gradient, parameter);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Losses_before_each_step_of_AdamW_match(string name)
    {
        using GoldenModel golden = new(name);
        JsonElement reference = Reference(golden).GetProperty("adamw");
        double[] expected = GoldenCase.Doubles(reference.GetProperty("losses_before_each_step"));
        TrainingSequence[] sequences = Sequences(golden);
        TrainingOptions options = GoldenReference.TrainingOf(reference.GetProperty("settings"), expected.Length);
        using ModelTrainer trainer = new(golden.Transformer, EpochBatches.OfSize(sequences, sequences.Length, seed: 0), options);

        List<double> losses = [];
        trainer.Run(step => losses.Add(step.Loss));

        Close.Assert(expected, losses, Tolerance.Gradient);
    }

    private static JsonElement Reference(GoldenModel golden) => golden.Case.Expected.GetProperty("training_float64");

    private static TrainingSequence[] Sequences(GoldenModel golden) => [.. golden.Case.Sequences.Select(tokens => new TrainingSequence(tokens))];
}
