using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.LinearProbes;
using LogitLens.Runs;

namespace LogitLens.Experiments.Probes;

/// <summary>
/// The file of directions, <c>probes.safetensors</c>: of each site <c>SITE/weight</c> [classes or 1, width] and <c>SITE/bias</c> in the model's own
/// coordinates, <c>SITE/mean-difference</c> [classes or 1, width] and <c>SITE/midpoint</c> [width] of the class means; float32.
/// <c>probes.json</c> beside it is its card.
/// </summary>
public static class ProbeFile
{
    /// <summary>The tensors' file.</summary>
    public const string TensorsName = "probes.safetensors";

    /// <summary>The card's file.</summary>
    public const string CardName = "probes.json";

    /// <summary>Writes the tensors.</summary>
    internal static void Write(string path, IReadOnlyList<TrainedPoint> points)
    {
        List<(TensorSpec Spec, float[] Values)> tensors = [];
        foreach (TrainedPoint point in points)
        {
            LinearProbe probe = point.Fitted.Probe;
            ClassCentres centres = new(point.ClassMeans);
            long rows = probe.Weight.Length, width = probe.Weight[0].Length;
            Add($"{point.Name}/weight", [rows, width], probe.Weight.SelectMany(row => row));
            Add($"{point.Name}/bias", [rows], probe.Bias);
            Add($"{point.Name}/mean-difference", [rows, width], centres.Differences.SelectMany(row => row));
            Add($"{point.Name}/midpoint", [width], centres.Midpoint);
        }

        using SafetensorsWriter writer = new(path, [.. tensors.Select(tensor => tensor.Spec)], new Dictionary<string, string> { ["format"] = "pt" });
        foreach ((_, float[] values) in tensors)
        {
            writer.Write(MemoryMarshal.AsBytes<float>(values));
        }

        writer.Complete();

        void Add(string name, long[] shape, IEnumerable<double> values) =>
            tensors.Add((new TensorSpec(name, CheckpointDType.F32, shape), [.. values.Select(value => (float)value)]));
    }

    /// <summary>Writes the card.</summary>
    public static void WriteCard(string path, ProbeCard card) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, card, Json.Indented));

    /// <summary>Reads a card.</summary>
    /// <param name="path">probes.json, probes.safetensors beside it, or the folder that holds them.</param>
    /// <exception cref="InputException">There is none, or it is none.</exception>
    public static ProbeCard ReadCard(string path)
    {
        string file = Path.Combine(FolderOf(path), CardName);
        try
        {
            using FileStream stream = File.OpenRead(file);
            return JsonSerializer.Deserialize<ProbeCard>(stream, Json.Indented) is { Sites.Count: > 0 } card ? card
                : throw new InputException($"{file}: no probes are in it");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{file} is not there: give a folder that probe-train has written, or the probes.safetensors in it", e);
        }
        catch (JsonException e)
        {
            throw new InputException($"{file} is no card of probes: {e.Message}", e);
        }
    }

    /// <summary>Reads the probes that a card lists.</summary>
    /// <param name="path">As of <see cref="ReadCard"/>.</param>
    /// <param name="card">The card.</param>
    /// <returns>[site] the probe.</returns>
    /// <exception cref="InputException">A tensor is missing, or of another shape than its card says.</exception>
    public static IReadOnlyList<LinearProbe> Read(string path, ProbeCard card)
    {
        string file = Path.Combine(FolderOf(path), TensorsName);
        using Checkpoint checkpoint = SafetensorsFile.Open(file);
        return [.. card.Sites.Select(site =>
        {
            float[] weight = Values($"{site.Site}/weight"), bias = Values($"{site.Site}/bias");
            return bias.Length == 0 || weight.Length % bias.Length != 0
                ? throw new InputException($"{file}: {site.Site}/weight has {weight.Length} numbers, which {bias.Length} classes do not divide")
                : new LinearProbe([.. weight.Chunk(weight.Length / bias.Length).Select(row => row.Select(value => (double)value).ToArray())],
                    [.. bias.Select(value => (double)value)]);
        })];

        float[] Values(string name) => checkpoint.Tensors.TryGetValue(name, out TensorEntry? entry) && entry.DType == CheckpointDType.F32
            ? MemoryMarshal.Cast<byte, float>(checkpoint.ReadBytes(entry)).ToArray()
            : throw new InputException($"{file} has no float32 tensor '{name}'; it has {string.Join(", ", checkpoint.Tensors.Keys.Take(4))}");
    }

    private static string FolderOf(string path) => File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
}

/// <summary>The card of a file of probes: what it takes to use and to trust it.</summary>
public sealed record ProbeCard
{
    /// <summary>The classes; with two, positive scores are the second's.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>How the probes were fitted.</summary>
    public ProbeMethod Method { get; init; }

    /// <summary>Where in each text activations were read.</summary>
    public required string Position { get; init; }

    /// <summary>Whether <c>&lt;|endoftext|&gt;</c> went before each text.</summary>
    public bool Bos { get; init; }

    /// <summary>What was done to features before fitting; it is folded back into weight and bias.</summary>
    public FeatureScaling Scaling { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>Its weights' SHA-256.</summary>
    public string? ModelSha256 { get; init; }

    /// <summary>The data.</summary>
    public string? Dataset { get; init; }

    /// <summary>Its files' SHA-256.</summary>
    public string? DatasetSha256 { get; init; }

    /// <summary>The site that was chosen on the validation part; null without one.</summary>
    public string? Best { get; init; }

    /// <summary>The probes.</summary>
    public required IReadOnlyList<ProbeCardSite> Sites { get; init; }
}

/// <summary>One probe of a card.</summary>
/// <param name="Site">Its site, which its tensors are named by.</param>
/// <param name="Layer">Its layer.</param>
/// <param name="Head">The head; null where the site has none.</param>
/// <param name="Width">How many numbers it reads.</param>
/// <param name="Accuracy">On the test part.</param>
/// <param name="ControlAccuracy">On the control task.</param>
/// <param name="ValidationAccuracy">On the validation part.</param>
public sealed record ProbeCardSite(string Site, int Layer, int? Head, int Width, double? Accuracy, double? ControlAccuracy, double? ValidationAccuracy);
