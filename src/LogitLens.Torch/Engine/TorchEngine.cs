using System.Runtime.Intrinsics.X86;
using TorchSharp;

namespace LogitLens.Engine;

/// <summary>Starts libtorch with the threads and the BLAS kernel that were asked for.</summary>
public static class TorchEngine
{
    // What libtorch and OpenBLAS go by themselves, and schedulers set.
    private const string ThreadsVariable = "OMP_NUM_THREADS";

    private static readonly Lock s_gate = new();
    private static EngineInfo? s_info;

    /// <summary>
    /// Loads libtorch, once a process; later calls only set the number of threads. Call it before the first tensor, because OpenBLAS
    /// chooses its kernel while it is loaded.
    /// </summary>
    /// <param name="threads">Threads per operator; null for what OMP_NUM_THREADS says, or else one per processor, and no more than that: threads beyond it
    /// wait for one another.</param>
    /// <param name="blasKernel"><c>inherit</c> (the environment's <c>OPENBLAS_CORETYPE</c> holds), <c>auto</c> (OpenBLAS decides by the
    /// processor), or the name of an OpenBLAS kernel.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public static EngineInfo Start(int? threads = null, string blasKernel = "inherit")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads ?? 1, 1);
        lock (s_gate)
        {
            s_info ??= Load(blasKernel);
            if (threads is not null || s_info.Threads == 0)
            {
                UseThreads(Math.Min(threads ?? Inherited(Environment.GetEnvironmentVariable(ThreadsVariable)) ?? int.MaxValue, Environment.ProcessorCount));
            }

            s_info = s_info with { Threads = torch.get_num_threads() };
            return s_info with { Notices = [.. s_info.Notices, .. TooMany(threads)] };
        }
    }

    /// <summary>The threads that OpenMP's variable asks for, of whose list the first is the outermost level's; null where it says none.</summary>
    internal static int? Inherited(string? variable) =>
        int.TryParse(variable?.Split(',')[0], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int threads)
        && threads > 0 ? threads : null;

    private static EngineInfo Load(string blasKernel)
    {
        ThreadWaiting.RequestShortSpin();
        BlasKernel.Request(blasKernel);
        EngineBinding.Load();
        if (OperatingSystem.IsLinux())
        {
            LinuxProcess.KeepFreedMemory();
        }

        (string? blas, string? kernel) = BlasKernel.Running();
        string? held = BlasKernel.Notice(blasKernel, Environment.GetEnvironmentVariable(BlasKernel.Variable), kernel, Avx512F.IsSupported);
        return new EngineInfo(EngineBinding.Provider, torch.__version__, blas, kernel, Threads: 0, torch.cuda.is_available(), held is null ? [] : [held]);
    }

    private static string[] TooMany(int? threads) => threads > Environment.ProcessorCount
        ? [$"{threads} threads were asked for, and this process has {Environment.ProcessorCount} processors: it uses as many threads"]
        : [];

    private static void UseThreads(int count)
    {
        torch.set_num_threads(count);
        BlasKernel.UseThreads(count);
    }
}

/// <summary>What computes: written to run.json, so that a number can be traced to its engine.</summary>
/// <param name="Provider"><c>system</c> or <c>nuget</c>.</param>
/// <param name="Libtorch">libtorch's version.</param>
/// <param name="Blas">The BLAS library and its build, where it says; null where it is part of libtorch.</param>
/// <param name="BlasKernel">The kernel that the BLAS chose for this processor, such as <c>SkylakeX</c> or <c>Haswell</c>; null where unknown.</param>
/// <param name="Threads">Threads that an operator may use.</param>
/// <param name="Cuda">Whether a CUDA device is usable.</param>
/// <param name="Notices">Lines for the user: where the environment holds the machine back, and what was asked for and is not done.</param>
public sealed record EngineInfo(string Provider, string Libtorch, string? Blas, string? BlasKernel, int Threads, bool Cuda, IReadOnlyList<string> Notices);
