using LogitLens.Diagnostics;
using LogitLens.Engine;

namespace LogitLens.Cli;

/// <summary>Where one of several processes computes: what its environment says.</summary>
/// <param name="Environment">Variables that are set for it.</param>
internal sealed record WorkerPlace(string Name, IReadOnlyDictionary<string, string> Environment);

/// <summary>Divides a machine between processes: its GPUs in turn, and its processors in equal parts.</summary>
internal static class WorkerPlaces
{
    private const string EachGpu = "gpus", Processor = "cpu";

    // What .NET takes for the number of processors, which the number of threads goes by.
    private const string Processors = "DOTNET_PROCESSOR_COUNT";

    /// <summary>The places that <c>--processes</c> asks for.</summary>
    /// <param name="processes">A number, or <c>gpus</c>.</param>
    /// <param name="devices">What the runs say of where they compute, as <c>--device</c> has it.</param>
    /// <exception cref="InputException">GPUs are asked for, and there are none; they cannot be found out; the runs are to compute elsewhere.</exception>
    public static IReadOnlyList<WorkerPlace> Of(string processes, IReadOnlyCollection<string> devices) =>
        Of(processes, devices, VisibleGpus.Find, () => TorchEngine.Start().Cuda);

    /// <inheritdoc cref="Of(string, IReadOnlyCollection{string})"/>
    /// <param name="findGpus">Finds the machine's GPUs, which may fail.</param>
    /// <param name="hasCuda">Whether this program computes on GPUs.</param>
    internal static IReadOnlyList<WorkerPlace> Of(
        string processes, IReadOnlyCollection<string> devices, Func<IReadOnlyList<string>> findGpus, Func<bool> hasCuda)
    {
        if (devices.FirstOrDefault(device => device.StartsWith("cuda:", StringComparison.Ordinal)) is { } one)
        {
            throw new InputException($"--device {one} names one GPU, and --processes gives each process one of its own: --device auto or cuda goes with it");
        }

        bool areOnGpus = devices.Any(device => device != Processor);
        if (processes == EachGpu && !areOnGpus)
        {
            throw new InputException($"--processes {EachGpu} has no effect with --device {Processor}; give the number of processes to share the processors");
        }

        // A program for processors alone has no use for GPUs, nor for a driver that fails.
        IReadOnlyList<string> gpus = areOnGpus && (processes == EachGpu || hasCuda()) ? findGpus() : [];
        return processes != EachGpu || gpus.Count == 0 || hasCuda()
            ? Of(processes, gpus, Environment.ProcessorCount)
            : throw new InputException(
                $"--processes {EachGpu}: {gpus.Count} are here ({string.Join(", ", gpus)}), and the libtorch that this program was built with computes on "
                + "none of them; see docs/gpu.md");
    }

    /// <inheritdoc cref="Of(string, IReadOnlyCollection{string})"/>
    /// <param name="processes">A number, or <c>gpus</c>.</param>
    internal static IReadOnlyList<WorkerPlace> Of(string processes, IReadOnlyList<string> gpus, int processors)
    {
        if (processes == EachGpu && gpus.Count == 0)
        {
            throw new InputException($"--processes {EachGpu}: no GPU is found on this machine; give the number of processes to share its processors");
        }

        int count = processes == EachGpu ? gpus.Count : int.Parse(processes, CultureInfo.InvariantCulture);
        string share = Math.Max(1, processors / count).ToString(CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, count).Select(index => gpus.Count > 0 ? OnGpu(gpus[index % gpus.Count], share) : OnProcessors(index + 1, share))];
    }

    // What a process does beside its GPU's work takes threads as well.
    private static WorkerPlace OnGpu(string gpu, string share) =>
        new($"GPU {gpu}", new Dictionary<string, string> { [VisibleGpus.Variable] = gpu, [Processors] = share });

    private static WorkerPlace OnProcessors(int number, string share) => new($"process {number}", new Dictionary<string, string> { [Processors] = share });
}
