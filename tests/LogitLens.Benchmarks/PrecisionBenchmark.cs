using LogitLens.Datasets;
using LogitLens.Engine;
using LogitLens.Models;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>
/// How far each number format moves logits, the lens and what heads are worth, against the same weights in float64: on the bundled model over bundled
/// reviews, and on the golden checkpoints,
/// whose weights are random. Measures no time.
/// </summary>
internal static class PrecisionBenchmark
{
    private static readonly (string Name, ScalarType Type)[] s_formats = [("f32", ScalarType.Float32), ("bf16", ScalarType.BFloat16), ("fp16",
        ScalarType.Float16)];

    private static string Root { get; } = Path.GetFullPath(Path.Combine(DatasetFolders.Bundled(AppContext.BaseDirectory), ".."));

    public static void Run(bool quick)
    {
        EngineInfo engine = TorchEngine.Start();
        Device device = Gpt2Small.Device;
        Console.WriteLine($"libtorch {engine.Libtorch} on {device}, BLAS kernel {engine.BlasKernel ?? "unknown"}; against float64 on the CPU");
        Console.WriteLine();
        string[] columns = ["model", "format", "logits", "lens, KL", "same top token", "heads", "of the largest effect", "of the 5 greatest heads"];
        Console.WriteLine($"| {string.Join(" | ", columns)} |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        Tiny(quick ? 4 : 32, device);
        foreach (string name in new[] { "odd-shape", "vocab50257" })
        {
            Golden(name, device);
        }
    }

    private static void Tiny(int prompts, Device device)
    {
        ModelFiles files = ModelFiles.Open(Path.Combine(Root, "models", "tiny"), "tiny");
        DatasetCatalogue catalogue = new(DatasetFolders.Bundled(AppContext.BaseDirectory), cacheFolder: "");
        int[][] sequences =
        [
            .. catalogue.Open(new DatasetRequest("reviews")).Examples.Take(prompts).Select(example =>
                files.RequireTokenizer().Encode($"Text: {example.Text}\nClassify the text into negative or positive sentiment.\nSentiment:")),
        ];
        long[] labels = [.. new[] { " positive", " negative" }.Select(word => (long)files.RequireTokenizer().Encode(word)[0])];
        Compare(files, sequences, labels, device);
    }

    private static void Golden(string name, Device device)
    {
        string shared = Environment.GetEnvironmentVariable("INTERP_SHARED") ?? Path.Combine(Root, "..", "shared");
        string[] places = [Path.Combine(Root, "tests", "Golden", name), Path.Combine(shared, "golden", name)];
        string folder = places.FirstOrDefault(Directory.Exists) ?? "";
        if (folder.Length == 0)
        {
            Console.WriteLine($"| {name} | | not on this machine (INTERP_SHARED) | | | | | |");
            return;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        JsonElement expected = document.RootElement;
        int[][] sequences = [.. expected.GetProperty("sequences").EnumerateArray().Select(ids => ids.EnumerateArray().Select(id => id.GetInt32()).ToArray())];
        long[] labels = [.. expected.GetProperty("label_tokens").EnumerateArray().Select(id => id.GetInt64())];
        Compare(ModelFiles.Open(folder, name), sequences, labels, device);
    }

    private static void Compare(ModelFiles files, int[][] sequences, long[] labels, Device device)
    {
        NumberFormats exact = Read(files, ScalarType.Float64, new Device("cpu"), sequences, labels);
        int examples = sequences.Length;
        foreach ((string format, ScalarType type) in s_formats)
        {
            if (!MatrixProducts.AreThere(type, device))
            {
                Console.WriteLine($"| {files.Id} | {format} | not multiplied by this libtorch on {device} | | | | | |");
                continue;
            }

            NumberFormats found = Read(files, type, device, sequences, labels);
            double same = found.Tops.Zip(exact.Tops, (a, b) => a == b ? 1.0 : 0).Average();
            (double worst, double usual) = Apart(exact.Effects, found.Effects);
            double ofLargest = 100 * worst / exact.Effects.Max(Math.Abs);
            string share = ofLargest < 0.001 ? "below 0.001" : ofLargest.ToString("G2", CultureInfo.InvariantCulture);
            int shared = Shared(Means(exact.Effects, examples), Means(found.Effects, examples));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {files.Id} | {format} | {Pair(exact.Logits, found.Logits)} | {Pair(exact.Lens, found.Lens)} | {100 * same:0.0}% | "
                + $"{worst:0.0e+0}, {usual:0.0e+0} | {share}% | {shared} |"));
        }
    }

    private static NumberFormats Read(ModelFiles files, ScalarType type, Device device, int[][] sequences, long[] labels)
    {
        using Transformer model = files.Load(type, device);
        return NumberFormats.Of(model, sequences, labels);
    }

    // A head's mean effect over the sequences, which is what a sweep ranks heads by.
    private static double[] Means(double[] effects, int examples) => [.. effects.Chunk(examples).Select(each => each.Average())];

    private static int Shared(double[] exact, double[] found) => Greatest(exact).Intersect(Greatest(found)).Count();

    private static IEnumerable<int> Greatest(double[] means) => Enumerable.Range(0, means.Length).OrderByDescending(k => Math.Abs(means[k])).Take(5);

    private static string Pair(double[] exact, double[] found)
    {
        (double worst, double usual) = Apart(exact, found);
        return string.Create(CultureInfo.InvariantCulture, $"{worst:0.0e+0}, {usual:0.0e+0}");
    }

    // The largest difference, and the root of the mean square.
    private static (double Worst, double Usual) Apart(double[] exact, double[] found)
    {
        double[] apart = [.. exact.Zip(found, (a, b) => Math.Abs(a - b))];
        return (apart.Max(), Math.Sqrt(apart.Average(each => each * each)));
    }
}
