using System.Diagnostics;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Training;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>
/// Steps of AdamW on GPT-2 small's shape, batch 8 x 128, against a plain PyTorch loop over the same weights and tokens in a process of its own
/// (training.py; Debian's python3-torch has the libtorch that we compute with). Losses must agree; of each the median step counts, the first left out.
/// </summary>
internal static class TrainingBenchmark
{
    private const int Rows = 8;
    private const int Tokens = 128;

    public static void Run(bool quick)
    {
        int steps = quick ? 3 : 8;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("interp-training");
        try
        {
            Compare(folder.FullName, steps);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Compare(string folder, int steps)
    {
        using Transformer model = Gpt2Small.Create();
        int[][] rows = Gpt2Small.Sequences(Enumerable.Repeat(Tokens + 1, Rows));
        string weights = Path.Combine(folder, "model.safetensors"), ids = Path.Combine(folder, "ids.json");
        WeightsFile.Save(weights, model.Weights);
        File.WriteAllText(ids, JsonSerializer.Serialize(rows));

        using ModelTrainer trainer = new(model, EpochBatches.OfSize([.. rows.Select(row => new TrainingSequence(row))], Rows, seed: 0), new TrainingOptions
        {
            Schedule = new LearningRateSchedule(1e-4, 0, 0, steps) { Shape = ScheduleShape.Constant },
            TokensAtOnce = Rows * Tokens,
            ClipNorm = double.PositiveInfinity,
            AdamW = new AdamWOptions(),
        });
        List<double> losses = [], seconds = [];
        for (int step = 0; step < steps; step++)
        {
            long begun = Stopwatch.GetTimestamp();
            losses.Add(trainer.Step().Loss);
            seconds.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }

        Report("ours", seconds, PeakMemory.Bytes());
        if (Python(weights, ids, steps) is not { } theirs)
        {
            Console.WriteLine("python3 with torch is not there (Debian: python3-torch); nothing to compare with");
            return;
        }

        double[] reference = [.. theirs.GetProperty("seconds").EnumerateArray().Select(value => value.GetDouble())];
        long memory = theirs.GetProperty("peak_bytes").GetInt64();
        Report("PyTorch", reference, memory);
        double apart = losses.Zip(theirs.GetProperty("losses").EnumerateArray(), (ours, other) => Math.Abs(ours - other.GetDouble())).Max();
        double speed = Median(reference) / Median(seconds), held = (double)PeakMemory.Bytes() / memory;
        Console.WriteLine($"losses differ by at most {apart:0.0e+0} ({(apart < 1e-3 ? "ok" : "TOO MUCH")})");
        Console.WriteLine(
            $"throughput to PyTorch's: {speed:0.00} ({(speed >= 1 ? "ok" : "MISSED")}, at least 1); memory: {held:0.00} ({(held <= 1 ? "ok" : "MISSED")}, at "
            + "most 1)");
    }

    private static void Report(string name, IReadOnlyList<double> seconds, long peak) =>
        Console.WriteLine(
            $"{name}: {Median(seconds):0.00} s a step of {Rows} x {Tokens} tokens ({Rows * Tokens / Median(seconds):N0} tokens/s), {peak / 1e9:0.00} GB at "
            + "most");

    private static double Median(IReadOnlyList<double> seconds) => seconds.Skip(1).Order().ElementAt((seconds.Count - 1) / 2);

    private static JsonElement? Python(string weights, string ids, int steps)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "training.py"), python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        using Process process = Process
            .Start(new ProcessStartInfo(python, [script, weights, $"{Gpt2Small.Config.Heads}", ids, $"{steps}", $"{get_num_threads()}"])
            {
                RedirectStandardOutput = true,
            })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<JsonElement>(output) : null;
    }
}
