using System.Runtime.InteropServices;
using TorchSharp;

namespace LogitLens.Engine;

/// <summary>What differs between the engines: this one is the official TorchSharp.</summary>
internal static class EngineBinding
{
    public static string Provider => "nuget";

    /// <summary>Loads libtorch.</summary>
    /// <exception cref="DllNotFoundException">libtorch, or TorchSharp's binding to it, is not there; the message says what to do.</exception>
    public static void Load()
    {
        // TorchSharp prints two dozen lines where it fails to load these; asked first, a failure is one line.
        _ = NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out _);
        if (!NativeLibrary.TryLoad("LibTorchSharp", typeof(torch).Assembly, null, out _))
        {
            throw new DllNotFoundException(
                "libtorch cannot be loaded: LibTorchSharp, of the TorchSharp packages, is not beside the program, or not for this system. Build again with "
                + "TORCH_PROVIDER=nuget, and TORCH_DEVICE=cuda for a GPU.");
        }

        torch.InitializeDeviceType(DeviceType.CPU);
    }

    /// <summary>GELU with the tanh approximation. TorchSharp 0.106.0 does not expose it as one operator.</summary>
    public static torch.Tensor GeluTanh(torch.Tensor x) => ComposedGelu.Tanh(x);
}
