using System.Diagnostics;
using LogitLens.Engine;

namespace LogitLens.Diagnostics;

/// <summary>What computes, and where it was found.</summary>
/// <param name="Info">The engine as run.json has it.</param>
/// <param name="LibtorchPath">The file of libtorch that this process has loaded; null where the system does not say.</param>
/// <param name="BlasPath">The file of the BLAS; null where it is part of libtorch.</param>
public sealed record EngineFacts(EngineInfo Info, string? LibtorchPath, string? BlasPath)
{
    /// <summary>Looks at an engine that is started.</summary>
    public static EngineFacts Of(EngineInfo info)
    {
        using Process process = Process.GetCurrentProcess();
        string[] loaded = [.. process.Modules.Cast<ProcessModule>().Select(module => module.FileName)];
        return new EngineFacts(info, First("libtorch_cpu", "torch_cpu"), First("libopenblas", "libmkl_core", "libblas"));

        string? First(params string[] beginnings) => beginnings
            .Select(beginning => loaded.FirstOrDefault(file => Path.GetFileName(file).StartsWith(beginning, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(file => file is not null);
    }
}
