using System.Diagnostics;
using LogitLens.Engine;
using LogitLens.Models;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>
/// How long the program takes to start and to load, and how much memory a prompt's lens takes beside the weights: <c>interp --help</c>, GPT-2 small's shape
/// from files that are in memory
/// already, and gpt2-xl's shape (6.2 GB, in the folder for temporary files; not with --quick) in float32 and bfloat16.
/// </summary>
internal static class StartBenchmark
{
    private const int Repeats = 15;
    private const double MostForHelp = 0.1;
    private const double MostForLoading = 0.6;
    private const double MostInFloat32 = 1.15;
    private const double MostInBFloat16 = 0.6;

    private static string Program { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "..", "..", "..", "src", "LogitLens.Cli", "bin", "Release", "net10.0", "interp"));

    public static void Run(bool quick)
    {
        Help();
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("interp-benchmark-");
        try
        {
            Load(Path.Combine(scratch.FullName, "small"));
            Memory(scratch.FullName, "gpt2", Gpt2Small.Config, MostInFloat32 + 1, MostInBFloat16 + 1);
            if (!quick)
            {
                Memory(scratch.FullName, "gpt2-xl", RandomCheckpoint.Gpt2Xl, MostInFloat32, MostInBFloat16);
            }
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static void Help()
    {
        double least = Enumerable.Range(0, Repeats).Min(_ => Start("--help"));
        Report($"interp --help: {least:0.000} s (the least of {Repeats})", least, MostForHelp);
    }

    private static void Load(string folder)
    {
        TorchEngine.Start();
        long size = RandomCheckpoint.Write(folder, Gpt2Small.Config);
        ModelFiles files = ModelFiles.Open(folder, "small");
        double[] seconds = [.. Enumerable.Range(0, Repeats).Select(_ => Seconds(() => files.Load(ScalarType.Float32, new Device("cpu")).Dispose()))];
        Report($"GPT-2 small's shape ({size / 1e6:0} MB) from a warm cache: {seconds.Min():0.000} s, the first time {seconds[0]:0.000} s", seconds.Min(),
        MostForLoading);
    }

    private static void Memory(string scratch, string shape, ModelConfig config, double mostInFloat32, double mostInBFloat16)
    {
        string folder = Path.Combine(scratch, shape);
        long size = RandomCheckpoint.Write(folder, config);
        foreach ((string dtype, double most) in new[] { ("f32", mostInFloat32), ("bf16", mostInBFloat16) })
        {
            string output = Path.Combine(scratch, $"{shape}-{dtype}");
            double wall = Start("logit-lens", "--token-ids", "464,2646,373,257,8716,13", "--model", folder, "--dtype", dtype, "--output", output,
            "--quiet");
            using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "run.json")));
            double peak = manifest.RootElement.GetProperty("peak_memory_bytes").GetDouble();
            string memory = $"{peak / 1e9:0.00} GB, {peak / size:0.000} of the file, in {wall:0.0} s";
            Report($"{shape}'s shape ({size / 1e9:0.00} GB) in {dtype}, a prompt's lens: {memory}", peak / size, most);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static double Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Stopwatch clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        output.Wait();
        process.WaitForExit();
        return process.ExitCode == 0
            ? clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"interp {string.Join(' ', arguments)} ends with {process.ExitCode}: {error}");
    }

    private static double Seconds(Action action)
    {
        Stopwatch clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed.TotalSeconds;
    }

    private static void Report(string line, double value, double most) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line}: {(value <= most ? "met" : "missed")} ({most} at most)"));
}
