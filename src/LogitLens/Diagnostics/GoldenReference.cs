using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.Training;

namespace LogitLens.Diagnostics;

/// <summary>
/// The checkpoint that comes with the program, with what independent implementations make of it in float64 (<c>tests/Golden/README.md</c>).
/// </summary>
internal sealed class GoldenReference : IDisposable
{
    private const string Name = "odd-shape";

    private readonly Checkpoint _activations;

    private GoldenReference(string folder)
    {
        Folder = folder;
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        Expected = expected.RootElement.Clone();
        Sequences = [.. Expected.GetProperty("sequences").EnumerateArray().Select(Ints)];
        _activations = SafetensorsFile.Open(Path.Combine(folder, "expected.safetensors"));
    }

    /// <summary>The checkpoint's folder, in Hugging Face layout.</summary>
    public string Folder { get; }

    /// <summary>What follows from the activations.</summary>
    public JsonElement Expected { get; }

    /// <summary>The token sequences that everything was computed for.</summary>
    public IReadOnlyList<int[]> Sequences { get; }

    /// <summary>Opens a case in a folder.</summary>
    /// <exception cref="InputException">The case is not there, or not sound.</exception>
    public static GoldenReference Open(string folder)
    {
        try
        {
            return new GoldenReference(folder);
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InputException($"{folder}: the golden case is not whole: {e.Message}", e);
        }
    }

    /// <summary>The case beside the program or, in a checkout, among the tests: the nearest one from a folder upwards.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static string FolderFrom(string programFolder)
    {
        for (DirectoryInfo? folder = new(programFolder); folder is not null; folder = folder.Parent)
        {
            foreach (string candidate in (string[])[Path.Combine(folder.FullName, "golden", Name), Path.Combine(folder.FullName, "tests", "Golden", Name)])
            {
                if (File.Exists(Path.Combine(candidate, "expected.json")))
                {
                    return candidate;
                }
            }
        }

        throw new InputException("the golden case is missing beside the program; install it again");
    }

    /// <summary>A reference activation by its name, such as <c>0/blocks.1.hook_resid_post</c>, in row-major order.</summary>
    public double[] Activation(string name) => [.. MemoryMarshal.Cast<byte, float>(_activations.ReadBytes(_activations.Tensors[name])).ToArray()];

    /// <summary>How the reference trained: all sequences at once at a constant rate, unclipped.</summary>
    /// <param name="settings">Its <c>adamw.settings</c>.</param>
    public static TrainingOptions TrainingOf(JsonElement settings, int steps)
    {
        double[] betas = [.. Doubles(settings.GetProperty("betas"))];
        double learningRate = settings.GetProperty("lr").GetDouble();
        return new TrainingOptions
        {
            Schedule = new LearningRateSchedule(learningRate, learningRate, 0, steps),
            ClipNorm = double.PositiveInfinity,
            AdamW = new AdamWOptions
            {
                Beta1 = betas[0],
                Beta2 = betas[1],
                Epsilon = settings.GetProperty("eps").GetDouble(),
                WeightDecay = settings.GetProperty("weight_decay").GetDouble(),
            },
        };
    }

    /// <summary>A list of whole numbers.</summary>
    public static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    /// <summary>All numbers in nested lists, in order.</summary>
    public static IEnumerable<double> Doubles(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Doubles) : [element.GetDouble()];

    public void Dispose() => _activations.Dispose();
}
