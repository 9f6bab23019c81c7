using TorchSharp;

namespace LogitLens.Engine;

/// <summary>What differs between the engines: this one is the official TorchSharp.</summary>
internal static class EngineBinding
{
    // sqrt(2 / pi), twice: x * sigmoid(2u) = x / 2 * (1 + tanh(u)).
    private const double Slope = 1.5957691216057308;
    private const double Cubic = 0.044715;

    public static string Provider => "nuget";

    /// <summary>Loads libtorch.</summary>
    public static void Load() => torch.InitializeDeviceType(DeviceType.CPU);

    /// <summary>GELU with the tanh approximation. TorchSharp 0.106 does not expose it as one operator.</summary>
    public static torch.Tensor GeluTanh(torch.Tensor x)
    {
        torch.Tensor u = x.square().mul(Slope * Cubic).add(Slope).mul(x);
        return u.sigmoid().mul(x);
    }
}
