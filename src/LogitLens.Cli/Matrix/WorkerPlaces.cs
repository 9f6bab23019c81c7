using LogitLens.Diagnostics;

namespace LogitLens.Cli;

/// <summary>Where one of several processes computes: what its environment says.</summary>
/// <param name="Environment">Variables that are set for it.</param>
internal sealed record WorkerPlace(string Name, IReadOnlyDictionary<string, string> Environment);

/// <summary>Divides a machine between processes: its GPUs in turn, or else its processors in equal parts.</summary>
internal static class WorkerPlaces
{
    private const string VisibleGpus = "CUDA_VISIBLE_DEVICES";

    // What .NET takes for the number of processors, which the number of threads goes by.
    private const string Processors = "DOTNET_PROCESSOR_COUNT";

    /// <summary>The places that <c>--processes</c> asks for.</summary>
    /// <param name="processes">A number, or <c>gpus</c>.</param>
    /// <exception cref="InputException">GPUs are asked for, and there are none.</exception>
    public static IReadOnlyList<WorkerPlace> Of(string processes) => Of(processes, Gpus(), Environment.ProcessorCount);

    /// <inheritdoc cref="Of(string)"/>
    /// <param name="processes">A number, or <c>gpus</c>.</param>
    internal static IReadOnlyList<WorkerPlace> Of(string processes, IReadOnlyList<string> gpus, int processors)
    {
        if (processes == "gpus" && gpus.Count == 0)
        {
            throw new InputException("--processes gpus: nvidia-smi finds no GPU on this machine; give the number of processes to share its processors");
        }

        int count = processes == "gpus" ? gpus.Count : int.Parse(processes, CultureInfo.InvariantCulture);
        string share = Math.Max(1, processors / count).ToString(CultureInfo.InvariantCulture);
        return
        [
            .. Enumerable.Range(0, count).Select(index => gpus.Count > 0
                ? new WorkerPlace($"GPU {gpus[index % gpus.Count]}", new Dictionary<string, string> { [VisibleGpus] = gpus[index % gpus.Count] })
                : new WorkerPlace($"process {index + 1}", new Dictionary<string, string> { [Processors] = share })),
        ];
    }

    private static string[] Gpus() => Environment.GetEnvironmentVariable(VisibleGpus) is { } chosen
        ? chosen.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : [.. GraphicsCard.All().Select((_, index) => index.ToString(CultureInfo.InvariantCulture))];
}
