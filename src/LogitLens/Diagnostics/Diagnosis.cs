using LogitLens.Checkpoints;
using LogitLens.Datasets;
using LogitLens.Engine;
using LogitLens.Experiments;
using LogitLens.Runs;

namespace LogitLens.Diagnostics;

/// <summary>What this program finds on a machine, how fast it multiplies there, and whether it computes right.</summary>
public sealed record Diagnosis
{
    /// <summary>This program.</summary>
    public ToolVersion Tool { get; } = ToolVersion.Current;

    /// <summary>The runtime that it is in.</summary>
    public string Runtime { get; } = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;

    /// <summary>What computes.</summary>
    public required EngineFacts Engine { get; init; }

    /// <summary>Where it computes.</summary>
    public required string Device { get; init; }

    /// <summary>The machine.</summary>
    public required MachineFacts Machine { get; init; }

    /// <summary>The GPUs that the driver knows of.</summary>
    public required IReadOnlyList<GraphicsCard> GraphicsCards { get; init; }

    /// <summary>Why GPUs could not be found out, as what the driver's program does: <c>says "..."</c>; null where they could.</summary>
    public string? GraphicsCardsProblem { get; init; }

    /// <summary>The version of librsvg's program, which makes PNG of figures; null where it is not installed.</summary>
    public string? FigureRenderer { get; init; }

    /// <summary>The folders of what was fetched.</summary>
    public required IReadOnlyList<CacheFolder> Caches { get; init; }

    /// <summary>The folder of the model that comes with the program; null where it is missing.</summary>
    public string? BundledModel { get; init; }

    /// <summary>The folder of the datasets that come with the program.</summary>
    public required string BundledDatasets { get; init; }

    /// <summary>How fast matrices are multiplied.</summary>
    public required IReadOnlyList<ProductSpeed> Products { get; init; }

    /// <summary>What was computed and compared.</summary>
    public required IReadOnlyList<ValueCheck> Checks { get; init; }

    /// <summary>Whether all that was computed is right.</summary>
    public bool IsRight => Checks.All(check => check.IsRight);

    /// <summary>Looks at everything; a few seconds.</summary>
    /// <param name="request">With what.</param>
    /// <param name="progress">Hears what is being done.</param>
    /// <param name="cancellation">Heeded between parts.</param>
    /// <exception cref="InputException">The device is not there, or the golden case is missing.</exception>
    /// <exception cref="DllNotFoundException">There is no engine.</exception>
    public static Diagnosis Make(DiagnosisRequest request, IProgressSink progress, CancellationToken cancellation = default)
    {
        EngineInfo info = TorchEngine.Start(request.Threads, request.BlasKernel);
        Device device = ModelSource.DeviceFor(request.Device, info);
        (IReadOnlyList<GraphicsCard> cards, string? problem) = Doing("looking for GPUs", () => GraphicsCard.Find());
        string golden = request.GoldenFolder ?? GoldenReference.FolderFrom(AppContext.BaseDirectory);
        return new Diagnosis
        {
            Engine = EngineFacts.Of(info),
            Device = device.ToString(),
            Machine = MachineFacts.Find(),
            GraphicsCards = cards,
            GraphicsCardsProblem = problem,
            FigureRenderer = ProgramRun.OutputOf("rsvg-convert", "--version"),
            Caches = Doing("looking through caches", CacheFolder.All),
            BundledModel = BundledModelFolder(progress),
            BundledDatasets = DatasetFolders.Bundled(AppContext.BaseDirectory),
            Products = Doing("timing products", () => ProductSpeed.Measure(device, info.Threads)),
            Checks =
            [
                .. Doing("computing a golden case", () => GoldenChecks.Run(golden, device)),
                .. Doing($"computing with {PublishedLoss.Model}", () => Published(request, progress, device, cancellation)),
            ],
        };

        T Doing<T>(string what, Func<T> work)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Begin(what, total: 0);
            try
            {
                return work();
            }
            finally
            {
                progress.End();
            }
        }
    }

    // Of real weights that are here; they are fetched where they are asked for.
    private static ValueCheck[] Published(DiagnosisRequest request, IProgressSink progress, Device device, CancellationToken cancellation)
    {
        string? folder = request.WithRealWeights
            ? ModelLocator.Find(PublishedLoss.Model, progress, cancellation)
            : ModelLocator.FindCached(HubModelId.Parse(PublishedLoss.Model));
        return folder is null ? [] : [PublishedLoss.Check(folder, device)];
    }

    private static string? BundledModelFolder(IProgressSink progress)
    {
        try
        {
            return ModelLocator.Find(ModelLocator.Bundled, progress);
        }
        catch (InputException)
        {
            return null;
        }
    }
}

/// <summary>What to look at a machine with.</summary>
public sealed record DiagnosisRequest
{
    /// <summary>Where to compute: <c>auto</c>, <c>cpu</c>, <c>cuda</c>, <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Threads; null for one a processor.</summary>
    public int? Threads { get; init; }

    /// <summary>The BLAS kernel, as <see cref="TorchEngine.Start"/> takes it.</summary>
    public string BlasKernel { get; init; } = "inherit";

    /// <summary>Whether gpt2's weights are fetched where they are not here, to check the published value.</summary>
    public bool WithRealWeights { get; init; }

    /// <summary>The golden case; the one beside the program when null.</summary>
    public string? GoldenFolder { get; init; }
}
