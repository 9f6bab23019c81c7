using LogitLens.Engine;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Torch.Tests.Engine;

public sealed class ComposedGeluTests
{
    public ComposedGeluTests() => TorchEngine.Start();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_the_formula_with_and_without_a_gradient(bool gradient)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(-6, 6, 0.01, ScalarType.Float64);
        Tensor expected = tensor([.. x.data<double>().ToArray().Select(value =>
            value / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (value + (0.044715 * value * value * value)))))]);

        x.requires_grad = gradient;

        Assert.True(ComposedGelu.Tanh(x).detach().sub(expected).abs().max().item<double>() < 1e-12);
        Assert.True(FusedOperators.GeluTanh(x).detach().sub(expected).abs().max().item<double>() < 1e-12);
    }

    [Fact]
    public void Its_gradient_is_the_slope()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(-6, 6, 0.01, ScalarType.Float64);
        Tensor slope = ComposedGelu.Tanh(x.add(1e-5)).sub(ComposedGelu.Tanh(x.sub(1e-5))).div(2e-5);

        x.requires_grad = true;
        Tensor gradient = autograd.grad([ComposedGelu.Tanh(x).sum()], [x])[0];

        Assert.True(gradient.sub(slope).abs().max().item<double>() < 1e-8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_leaves_its_result_and_no_other_handle(bool gradient)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones([8]);
        x.requires_grad = gradient;
        int before = scope.DisposablesCount;

        ComposedGelu.Tanh(x);

        Assert.Equal(before + 1, scope.DisposablesCount);
    }
}
