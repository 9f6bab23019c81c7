using LogitLens.Engine;
using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

public class AdamWTests
{
    public AdamWTests() => TorchEngine.Start();

    [Fact]
    public void First_step_moves_by_the_learning_rate_against_the_gradients_sign()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor parameter = WithGradient([1, 2, 3], [0.5f, -4, 0]);
        using AdamW optimizer = new([("p", parameter)], new AdamWOptions { WeightDecay = 0 });

        optimizer.Step(0.1);

        Close.Assert([0.9f, 2.1f, 3f], parameter.data<float>().ToArray(), 1e-5);
    }

    [Fact]
    public void Second_step_is_the_hand_worked_one()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor parameter = WithGradient([1], [1]);
        using AdamW optimizer = new([("p", parameter)], new AdamWOptions { Beta1 = 0.5, Beta2 = 0.75, WeightDecay = 0 });
        optimizer.Step(0.1);
        parameter.grad = tensor([3f]);

        optimizer.Step(0.1);

        // m = (0.25 + 1.5) / 0.75, v = (0.1875 + 2.25) / 0.4375.
        Close.Assert([1 - 0.1 - 0.1 * (1.75 / 0.75) / Math.Sqrt(2.4375 / 0.4375)], [parameter.item<float>()], 1e-6);
    }

    [Fact]
    public void Weight_decay_is_apart_from_the_gradient()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor parameter = WithGradient([10], [0]);
        using AdamW optimizer = new([("p", parameter)], new AdamWOptions { WeightDecay = 0.5 });

        optimizer.Step(0.1);

        Close.Assert([9.5f], parameter.data<float>().ToArray(), 1e-5);
    }

    [Fact]
    public void Decay_of_matrices_spares_gains_and_biases()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor bias = WithGradient([10], [0]);
        Tensor matrix = full([1, 1], 10.0);
        matrix.requires_grad = true;
        matrix.grad = zeros([1, 1]);
        using AdamW optimizer = new([("b", bias), ("w", matrix)], new AdamWOptions { WeightDecay = 0.5, Decayed = DecayedParameters.Matrices });

        optimizer.Step(0.1);

        Close.Assert([10f], bias.data<float>().ToArray(), 0);
        Close.Assert([9.5f], matrix.data<float>().ToArray(), 1e-5);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor parameter = tensor([10f]);
        using AdamW optimizer = new([("p", parameter)], new AdamWOptions());

        optimizer.Step(0.1);

        Close.Assert([10f], parameter.data<float>().ToArray(), 0);
    }

    private static Tensor WithGradient(float[] values, float[] gradient)
    {
        Tensor parameter = tensor(values, requires_grad: true);
        parameter.grad = tensor(gradient);
        return parameter;
    }
}
