namespace LogitLens.Options;

/// <summary>What computes.</summary>
[OptionGroup]
public sealed record EngineOptions
{
    /// <summary>Where to compute.</summary>
    [Option(
        "device",
        "Where to compute; auto takes a GPU if there is one",
        Placeholder = "auto|cpu|cuda|cuda:N", Pattern = "auto|cpu|cuda|cuda:[0-9]+", Expected = "auto, cpu, cuda or cuda:N")]
    public string Device { get; init; } = "auto";

    /// <summary>CPU threads; null for all cores.</summary>
    [Option("threads", "CPU threads; when not given OMP_NUM_THREADS or as many as there are processors, and no more than these", Min = 1, Max = 4096)]
    public int? Threads { get; init; }

    /// <summary>The BLAS library's choice of kernel.</summary>
    [Option(
        "blas-kernel",
        "The matrix kernel that OpenBLAS uses: inherit leaves the environment as it is, auto lets OpenBLAS choose for this "
        + "processor, a name (Haswell, SkylakeX) demands one",
        Placeholder = "inherit|auto|NAME", Pattern = "[A-Za-z0-9_]+", Expected = "inherit, auto or the name of an OpenBLAS core type")]
    public string BlasKernel { get; init; } = "inherit";
}
