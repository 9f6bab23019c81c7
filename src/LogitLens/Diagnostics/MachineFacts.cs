using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace LogitLens.Diagnostics;

/// <summary>The machine, as far as computing goes.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Processor">The processor's name.</param>
/// <param name="Vectors">The widest vector instructions that it has: <c>AVX-512</c>, <c>AVX2</c>.</param>
/// <param name="Processors">Processors that this process may use, by its affinity and its container.</param>
/// <param name="MemoryBytes">Memory that this process may come to hold, by its container or the machine.</param>
/// <param name="FreeBytes">What of the machine's memory is free or can be freed; null where the system does not say.</param>
public sealed record MachineFacts(string System, string Processor, string Vectors, int Processors, long MemoryBytes, long? FreeBytes)
{
    /// <summary>Looks at this machine.</summary>
    public static MachineFacts Find() => new(
        RuntimeInformation.OSDescription,
        Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "none that is known",
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        Line("/proc/meminfo", "MemAvailable") is { } kib ? long.Parse(kib.Split(' ')[0], CultureInfo.InvariantCulture) * 1024 : null);

    private static string? Line(string file, string key) => File.Exists(file)
        ? File.ReadLines(file).Select(line => line.Split(':', 2)).FirstOrDefault(parts => parts.Length == 2 && parts[0].Trim() == key)?[1].Trim()
        : null;
}
