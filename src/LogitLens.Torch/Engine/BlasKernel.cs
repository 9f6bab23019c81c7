using System.Runtime.InteropServices;

namespace LogitLens.Engine;

/// <summary>
/// OpenBLAS has a matrix kernel per processor family and picks one while it is loaded; <c>OPENBLAS_CORETYPE</c> overrides its choice.
/// An environment that pins an AVX2 kernel on an AVX-512 machine halves the rate of matrix products.
/// </summary>
internal static class BlasKernel
{
    public const string Variable = "OPENBLAS_CORETYPE";

    private static readonly string[] s_avx512Kernels = ["SKYLAKEX", "COOPERLAKE", "SAPPHIRERAPIDS"];

    /// <summary>Sets the environment as asked (<c>inherit</c>, <c>auto</c>, or a kernel's name); only effective before OpenBLAS is loaded.</summary>
    public static void Request(string kernel)
    {
        if (OperatingSystem.IsLinux() && kernel != "inherit")
        {
            LinuxProcess.SetVariable(Variable, kernel == "auto" ? null : kernel);
        }
    }

    /// <summary>The loaded OpenBLAS's description and kernel, or nulls when another BLAS is in use.</summary>
    public static (string? Library, string? Kernel) Running()
    {
        if (Export("openblas_get_corename") is not { } corename)
        {
            return (null, null);
        }

        return (Export("openblas_get_config") is { } config ? Text(config) : "OpenBLAS", Text(corename));
    }

    /// <summary>Sets the threads of the loaded OpenBLAS. A build with threads of its own does not hear of libtorch's.</summary>
    public static unsafe void UseThreads(int count)
    {
        if (Export("openblas_set_num_threads") is { } set)
        {
            ((delegate* unmanaged<int, void>)set)(count);
        }
    }

    /// <summary>The threads that the loaded OpenBLAS may use, or null when another BLAS is in use.</summary>
    public static unsafe int? Threads() => Export("openblas_get_num_threads") is { } get ? ((delegate* unmanaged<int>)get)() : null;

    /// <summary>What to tell the user when the environment holds the machine back, else null.</summary>
    /// <param name="request">What was asked for: see <see cref="Request"/>.</param>
    /// <param name="inherited">The environment's <c>OPENBLAS_CORETYPE</c>, or null.</param>
    /// <param name="running">The kernel that runs, or null where the BLAS is not OpenBLAS.</param>
    /// <param name="avx512">Whether the processor has AVX-512.</param>
    public static string? Notice(string request, string? inherited, string? running, bool avx512)
    {
        bool held = request == "inherit" && inherited is not null && running is not null && avx512 && !s_avx512Kernels.Contains(running.ToUpperInvariant());
        return held
            ? $"{Variable}={inherited} keeps OpenBLAS on its {running} kernel though this processor has AVX-512; --blas-kernel auto is likely to be faster."
            : null;
    }

    // Only a library that libtorch has brought in counts.
    private static IntPtr? Export(string function) =>
        OperatingSystem.IsLinux() ? LinuxProcess.LoadedExport("libopenblas.so.0", function) ?? LinuxProcess.LoadedExport("libblas.so.3", function) : null;

    private static unsafe string? Text(IntPtr function) => Marshal.PtrToStringUTF8((IntPtr)((delegate* unmanaged<byte*>)function)())?.Trim();
}
