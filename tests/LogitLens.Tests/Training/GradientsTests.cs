using LogitLens.Engine;
using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

public class GradientsTests
{
    public GradientsTests() => TorchEngine.Start();

    [Fact]
    public void Clipping_scales_all_gradients_alike_to_the_limit()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] parameters = [WithGradient([3]), WithGradient([0, 4]), tensor([1f])];

        Assert.Equal(5, Gradients.Clip(parameters, 2.5), 1e-6);

        Close.Assert([1.5f], parameters[0].grad!.data<float>().ToArray(), 1e-6);
        Close.Assert([0f, 2f], parameters[1].grad!.data<float>().ToArray(), 1e-6);
        Assert.Equal(2.5, Gradients.GlobalNorm(parameters), 1e-6);
    }

    [Fact]
    public void Gradients_within_the_limit_stay()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor parameter = WithGradient([3, 4]);

        Assert.Equal(5, Gradients.Clip([parameter], 6), 1e-6);

        Close.Assert([3f, 4f], parameter.grad!.data<float>().ToArray(), 0);
    }

    private static Tensor WithGradient(float[] gradient)
    {
        Tensor parameter = zeros([gradient.Length], requires_grad: true);
        parameter.grad = tensor(gradient);
        return parameter;
    }
}
