using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>
/// A source-compatible subset of TorchSharp 0.106's <c>torch</c>: the same names and signatures for the operators this project uses, over
/// the libtorch that the machine has. TorchSharp's own documentation applies to every member; docs/deviations.md says why this exists.
/// </summary>
public static partial class torch
{
    public static string __version__
    {
        get
        {
            unsafe
            {
                return Marshal.PtrToStringUTF8((IntPtr)LibInterpTorch.it_version())!;
            }
        }
    }

    public static DisposeScope NewDisposeScope() => new();

    public static IDisposable no_grad() => new GradMode(enabled: false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static int get_num_threads() => LibInterpTorch.it_get_num_threads();

    public static void set_num_threads(int num) => LibInterpTorch.Check(LibInterpTorch.it_set_num_threads(num));

    /// <summary>Entry points for CUDA.</summary>
    public static partial class cuda
    {
        public static bool is_available() => LibInterpTorch.it_cuda_is_available();
    }

    public static Generator manual_seed(long seed)
    {
        LibInterpTorch.Check(LibInterpTorch.it_manual_seed(seed));
        return new Generator();
    }

    /// <summary>The default random generator; only its seed can be set here.</summary>
    public sealed class Generator
    {
        internal Generator()
        {
        }
    }

    private sealed class GradMode : IDisposable
    {
        private readonly bool _before = LibInterpTorch.it_grad_enabled();

        public GradMode(bool enabled) => LibInterpTorch.it_set_grad_enabled(enabled);

        public void Dispose() => LibInterpTorch.it_set_grad_enabled(_before);
    }
}
