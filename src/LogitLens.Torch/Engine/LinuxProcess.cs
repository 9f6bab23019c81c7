using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace LogitLens.Engine;

/// <summary>
/// The only calls into an operating system's own library: how Linux's libtorch, OpenBLAS and libgomp are tuned within this process.
/// Elsewhere libtorch comes with its own BLAS and threads, and nothing is tuned.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxProcess
{
    private const int LazyBinding = 1;
    private const int NoLoad = 4;
    private const int TrimThreshold = -1;
    private const int MapThreshold = -3;

    /// <summary>
    /// Sets a variable of the environment that native libraries read while they are loaded, or removes it where the value is null. The runtime's own is a copy
    /// made at start.
    /// </summary>
    public static void SetVariable(string name, string? value) => _ = value is null ? unsetenv(name) : setenv(name, value, 1);

    /// <summary>A function of a library that is loaded already, or null.</summary>
    public static IntPtr? LoadedExport(string library, string function)
    {
        IntPtr handle = dlopen(library, LazyBinding | NoLoad);
        return handle != IntPtr.Zero && NativeLibrary.TryGetExport(handle, function, out IntPtr found) ? found : null;
    }

    /// <summary>Freed blocks of up to 32 MiB stay with the process, so that each layer's activations do not fault their pages in anew.</summary>
    public static void KeepFreedMemory()
    {
        try
        {
            _ = mallopt(MapThreshold, 32 << 20);
            _ = mallopt(TrimThreshold, 512 << 20);
        }
        catch (EntryPointNotFoundException)
        {
            // Not glibc: musl has one way of allocating.
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unsetenv(string name);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial IntPtr dlopen(string name, int flags);

    [LibraryImport("libc")]
    private static partial int mallopt(int parameter, int value);
}
