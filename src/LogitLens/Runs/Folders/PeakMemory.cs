using System.Diagnostics;

namespace LogitLens.Runs;

/// <summary>The most memory that this process has held.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Peak resident memory in bytes, by Linux's own count (VmHWM) where there is one.</summary>
    public static long Bytes()
    {
        if (File.Exists(Status))
        {
            string? line = File.ReadLines(Status).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            if (line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kib, ..])
            {
                return long.Parse(kib, CultureInfo.InvariantCulture) * 1024;
            }
        }

        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
