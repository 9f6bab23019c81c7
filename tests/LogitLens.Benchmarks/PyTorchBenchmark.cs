using LogitLens.Diagnostics;
using LogitLens.Engine;
using LogitLens.Experiments;
using LogitLens.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>
/// What interp does beside plain PyTorch loops of the same work on the same device (plain.py, in a process of its own): lens, sweep, generation and training,
/// in float32 and bfloat16, on GPT-2's shapes with random weights. Writes a table: both times, what was computed compared, and which share ours reaches of the
/// rate of a large product of matrices.
/// </summary>
internal static class PyTorchBenchmark
{
    private static readonly Dictionary<string, (int Layers, int Width, int Heads)> s_shapes = new()
    {
        ["4 x 256"] = (4, 256, 4),
        ["gpt2"] = (12, 768, 12),
        ["gpt2-medium"] = (24, 1024, 16),
        ["gpt2-large"] = (36, 1280, 20),
        ["gpt2-xl"] = (48, 1600, 25),
    };

    public static void Run(bool quick)
    {
        EngineInfo engine = TorchEngine.Start();
        Device device = Gpt2Small.Device;
        bool isCuda = device.type == DeviceType.CUDA;
        IReadOnlyList<ProductSpeed> rates = ProductSpeed.Measure(device, engine.Threads);
        Console.WriteLine($"libtorch {engine.Libtorch} on {device}, {engine.Threads} threads; mm of {rates[0].Size} x {rates[0].Size}: "
            + string.Join(", ", rates.Select(rate => $"{ModelSource.TypeOf(rate.DType)} {Shown(rate.Rate / 1e12)} TFLOP/s")));
        Console.WriteLine();
        Console.WriteLine("| shape | format | work | ours, s | PyTorch, s | PyTorch / ours | ours, TFLOP/s | of mm | apart |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        string[] shapes = quick ? isCuda ? ["gpt2"] : ["4 x 256"] : isCuda ? ["gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl"] : ["gpt2"];
        foreach (string shape in shapes)
        {
            (int layers, int width, int heads) = s_shapes[shape];
            ModelConfig config = Gpt2Small.Config with { Layers = layers, ModelWidth = width, Heads = heads, MlpWidth = 4 * width };
            DirectoryInfo folder = Directory.CreateTempSubdirectory("interp-pytorch");
            try
            {
                RandomCheckpoint.Write(folder.FullName, config);
                foreach (ProductSpeed rate in rates)
                {
                    Compare(shape, folder.FullName, rate, device, isCuda && !quick ? 8 : quick ? 1 : 2);
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static void Compare(string shape, string folder, ProductSpeed rate, Device device, int scale)
    {
        ScalarType type = ModelSource.TypeOf(rate.DType);
        List<(ComparedWork Work, object Computed, double Seconds, long Operations)> done = [];
        foreach (ComparedWork work in ComparedWork.All(scale))
        {
            // Training keeps float32 weights, and computes in the format.
            using Transformer model = ModelFiles.Open(folder, shape).Load(work.Name == "training" ? ScalarType.Float32 : type, device);
            (object computed, double seconds, long operations) = work.Ours(model, type);
            done.Add((work, computed, seconds, operations));
        }

        foreach ((ComparedWork work, object computed, double seconds, long operations) in done)
        {
            double reached = operations / seconds;
            // Training keeps float32 weights there too.
            bool isHalf = type == ScalarType.BFloat16;
            string weights = isHalf && work.Name != "training" ? "bfloat16" : "float32";
            (PlainAnswer? theirs, string error) = PlainPyTorch.Do(
                work.Name, Path.Combine(folder, "model.safetensors"), s_shapes[shape].Heads, device, weights, work.Input(isHalf));
            double? plain = theirs?.Seconds * work.Scaled;
            string ofProduct = string.Create(CultureInfo.InvariantCulture, $"{100 * reached / rate.Rate:0.0}%");
            string[] cells =
            [
                shape, $"{type}", work.What, Shown(seconds), plain is { } taken ? Shown(taken) : error, plain is null ? "" : Shown(plain.Value / seconds),
                Shown(reached / 1e12), ofProduct, theirs is { } answer ? work.Apart(computed, answer.Computed) : "",
            ];
            Console.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    private static string Shown(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
