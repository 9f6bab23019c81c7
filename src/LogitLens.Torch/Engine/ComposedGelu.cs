using TorchSharp;

namespace LogitLens.Engine;

/// <summary>
/// GELU with the tanh approximation out of TorchSharp's operators: <c>x sigmoid(2u) = x/2 (1 + tanh(u))</c>, <c>u = sqrt(2/pi) (x + 0.044715 x^3)</c>.
/// </summary>
internal static class ComposedGelu
{
    private const double Slope = 1.5957691216057308; // 2 sqrt(2/pi)
    private const double Cubic = 0.044715;

    /// <summary>Without a gradient it takes the memory of its result alone; with one, two tensors more, which the backward pass needs.</summary>
    public static torch.Tensor Tanh(torch.Tensor x)
    {
        if (!x.requires_grad)
        {
            torch.Tensor result = x.square();
            result.mul_(Slope * Cubic);
            result.add_(Slope);
            result.mul_(x);
            result.sigmoid_();
            result.mul_(x);
            return result;
        }

        using torch.Tensor gate = Gate(x);
        return gate.mul(x);
    }

    // What the backward pass does not need is freed where it was used.
    private static torch.Tensor Gate(torch.Tensor x)
    {
        using torch.Tensor slope = Slopes(x), twice = slope.mul(x);
        return twice.sigmoid();
    }

    private static torch.Tensor Slopes(torch.Tensor x)
    {
        using torch.Tensor square = x.square(), scaled = square.mul(Slope * Cubic);
        return scaled.add(Slope);
    }
}
