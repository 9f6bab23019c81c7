using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace LogitLens.Engine;

/// <summary>Starts libtorch with the threads and the BLAS kernel that were asked for.</summary>
public static class TorchEngine
{
    private static readonly Lock s_gate = new();
    private static EngineInfo? s_info;

    /// <summary>
    /// Loads libtorch, once a process; later calls only set the number of threads. Call it before the first tensor, because OpenBLAS
    /// chooses its kernel while it is loaded.
    /// </summary>
    /// <param name="threads">Threads per operator; null for one per core.</param>
    /// <param name="blasKernel"><c>inherit</c> (the environment's <c>OPENBLAS_CORETYPE</c> holds), <c>auto</c> (OpenBLAS decides by the
    /// processor), or the name of an OpenBLAS kernel.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public static EngineInfo Start(int? threads = null, string blasKernel = "inherit")
    {
        if (threads is { } asked)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(asked, 1);
        }

        lock (s_gate)
        {
            if (s_info is null)
            {
                ThreadWaiting.RequestShortSpin();
                BlasKernel.Request(blasKernel);
                EngineBinding.Load();
                UseThreads(threads ?? Environment.ProcessorCount);
                (string? blas, string? kernel) = BlasKernel.Running();
                string? notice = BlasKernel.Notice(blasKernel, Environment.GetEnvironmentVariable(BlasKernel.Variable), kernel, Avx512F.IsSupported);
                s_info = new EngineInfo(EngineBinding.Provider, torch.__version__, blas, kernel, torch.get_num_threads(), torch.cuda.is_available(), notice);
            }
            else if (threads is { } wanted)
            {
                UseThreads(wanted);
                s_info = s_info with { Threads = torch.get_num_threads() };
            }

            return s_info;
        }
    }

    private static void UseThreads(int count)
    {
        torch.set_num_threads(count);
        BlasKernel.UseThreads(count);
    }
}
