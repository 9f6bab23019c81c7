using LogitLens.Diagnostics;
using LogitLens.Engine;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Cli;

/// <summary>What <c>interp doctor</c> prints.</summary>
internal static class DoctorTables
{
    // Less than this of the processors' own rate has a reason that is worth looking for.
    private const double Poor = 0.5;

    public static SummaryTable Facts(Diagnosis found) => new("This machine", ["what", "found"], [.. Rows(found)])
    {
        Layout = [new ColumnLayout(IsNumeric: false, IsKey: true), new ColumnLayout(IsNumeric: false, IsKey: false)],
        Notes = [.. Remarks(found)],
    };

    public static SummaryTable Checks(Diagnosis found) => new(
        "What is computed here, against independent implementations",
        ["check", "values", "largest difference", "allowed", "verdict"],
        [
            .. found.Checks.Select(check => (IReadOnlyList<string>)
            [
                check.What, CellFormat.Count.Of(check.Values), Small(check.LargestDifference), Small(check.Allowed), check.IsRight ? "right" : "WRONG",
            ]),
        ])
    {
        Notes = [found.IsRight ? "This machine computes right." : "This machine computes wrong: do not rely on its results."],
    };

    private static IEnumerable<IReadOnlyList<string>> Rows(Diagnosis found)
    {
        EngineInfo engine = found.Engine.Info;
        yield return ["program", $"interp {found.Tool}, {found.Runtime}"];
        yield return ["engine", With($"libtorch {engine.Libtorch} ({engine.Provider})", found.Engine.LibtorchPath)];
        yield return ["BLAS", With(engine.BlasKernel is null ? "libtorch's own" : $"kernel {engine.BlasKernel} of {engine.Blas}", found.Engine.BlasPath)];
        yield return ["device", found.Device + (engine.Cuda ? "" : "; libtorch sees no CUDA device")];
        yield return ["threads", $"{engine.Threads} of {found.Machine.Processors} processors"];
        yield return ["processor", $"{found.Machine.Processor}, {found.Machine.Vectors}"];
        yield return ["memory", Size(found.Machine.MemoryBytes) + (found.Machine.FreeBytes is { } free ? $", {Size(free)} free on the machine" : "")];
        yield return ["system", found.Machine.System];
        foreach (GraphicsCard card in found.GraphicsCards)
        {
            yield return ["GPU", $"{card.Name}, {card.Memory}, driver {card.Driver}"];
        }

        if (found.GraphicsCards.Count == 0)
        {
            yield return ["GPU", found.GraphicsCardsProblem is { } problem ? $"not known: nvidia-smi {problem}" : "none that nvidia-smi knows of"];
        }

        foreach (ProductSpeed product in found.Products)
        {
            yield return
            [
                $"products in {(product.DType == DType.Float32 ? "f32" : "bf16")}",
                string.Create(CultureInfo.InvariantCulture, $"{product.Rate / 1e9:0} GFLOP/s ({product.Size} by {product.Size})")
                + (product.ShareOfPeak is { } share ? $", {CellFormat.Share.Of(share)} of what {Threads(engine.Threads)} can do" : ""),
            ];
        }

        yield return ["PNG of figures", found.FigureRenderer ?? "rsvg-convert is not installed, so figures are SVG alone (Debian: apt install librsvg2-bin)"];
        yield return ["bundled model", found.BundledModel ?? "missing"];
        yield return ["bundled data", found.BundledDatasets];
        foreach (CacheFolder cache in found.Caches)
        {
            yield return [cache.What, With(SizeOf(cache), cache.Path)];
            if (cache.Entries.Count > 0)
            {
                yield return ["", string.Join(", ", cache.Entries)];
            }
        }
    }

    private static IEnumerable<string> Remarks(Diagnosis found)
    {
        foreach (string notice in found.Engine.Info.Notices)
        {
            yield return notice;
        }

        if (found.Products.Any(product => product.ShareOfPeak < Poor))
        {
            yield return "Products are slow for these processors: another program is at work beside this one, or the BLAS uses a kernel of another processor.";
        }

        if (found.GraphicsCards.Count > 0 && !found.Engine.Info.Cuda)
        {
            yield return "There is a GPU that this libtorch cannot use: docs/gpu.md says what it needs.";
        }
    }

    private static string SizeOf(CacheFolder cache) => cache switch
    {
        { Bytes: null } => "none yet",
        { IsCounted: false } => $"over {Size(cache.Bytes.Value)}",
        _ => Size(cache.Bytes.Value),
    };

    private static string Threads(int count) => count == 1 ? "one thread" : $"{count} threads";

    private static string With(string what, string? path) => path is null ? what : $"{what}: {path}";

    private static string Size(long bytes) => new ByteSize(bytes).ToApproximateString();

    private static string Small(double value) => value == 0 ? "0" : value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
