using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Native;

namespace LogitLens.Engine;

/// <summary>What differs between the engines: this one is the project's binding to the machine's libtorch.</summary>
internal static class EngineBinding
{
    private static readonly Operator s_gelu = new("aten::gelu");

    public static string Provider => "system";

    /// <summary>Loads libtorch.</summary>
    /// <exception cref="DllNotFoundException">libtorch, or the binding to it, is not there; the message says what to do.</exception>
    public static void Load()
    {
        if (!NativeLibrary.TryLoad("interp_torch", Assembly.GetExecutingAssembly(), null, out _))
        {
            throw new DllNotFoundException(
                "libtorch cannot be loaded. Install it (sudo apt-get install libtorch-dev libopenblas0-openmp), or set LIBTORCH to its folder, and build "
                + "again.");
        }
    }

    /// <summary>GELU with the tanh approximation, as one native operator.</summary>
    public static torch.Tensor GeluTanh(torch.Tensor x) => s_gelu.Call(x, "tanh");
}
