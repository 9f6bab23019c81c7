using System.Diagnostics;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Training;

namespace LogitLens.Benchmarks;

/// <summary>
/// Steps of AdamW on GPT-2 small's shape, batch 8 x 128, against a plain PyTorch loop over the same weights and tokens in a process of its own
/// (plain.py; Debian's python3-torch has the libtorch that we compute with). Losses must agree; of each the median step counts, the first left out.
/// </summary>
internal static class TrainingBenchmark
{
    private const int Rows = 8;
    private const int Tokens = 128;

    public static void Run(bool quick)
    {
        int steps = quick ? 4 : 8;
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
        int[][] rows = Gpt2Small.Sequences(Enumerable.Repeat(Tokens + 1, Rows));
        string weights = Path.Combine(folder, "model.safetensors");

        // What ours holds is free by the time that PyTorch begins: beside a process of this size it was a third slower.
        (List<double> losses, List<double> seconds) = Train(rows, weights, steps);
        long held = PeakMemory.Bytes();
        Report("ours", Median(seconds), held);
        (PlainAnswer? theirs, string error) = PlainPyTorch.Do(
            "training", weights, Gpt2Small.Config.Heads, Gpt2Small.Device, "float32", new { batch = Rows, rows, steps, autocast = false });
        if (theirs is null)
        {
            Console.WriteLine($"nothing to compare with, for want of a python3 with torch (Debian: python3-torch): {error}");
            return;
        }

        Report("PyTorch", theirs.Seconds, theirs.PeakBytes);
        double apart = losses.Zip(theirs.Computed.EnumerateArray(), (ours, other) => Math.Abs(ours - other.GetDouble())).Max();
        double speed = theirs.Seconds / Median(seconds), memory = (double)held / theirs.PeakBytes;
        Console.WriteLine($"losses differ by at most {apart:0.0e+0} ({(apart < 1e-3 ? "ok" : "TOO MUCH")})");
        Console.WriteLine(
            $"throughput to PyTorch's: {speed:0.00} ({(speed >= 1 ? "ok" : "MISSED")}, at least 1); "
            + $"memory: {memory:0.00} ({(memory <= 1 ? "ok" : "MISSED")}, at most 1)");
    }

    // The weights are saved before the first step.
    private static (List<double> Losses, List<double> Seconds) Train(int[][] rows, string weights, int steps)
    {
        using Transformer model = Gpt2Small.Create();
        WeightsFile.Save(weights, model.Weights);
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

        return (losses, seconds);
    }

    private static void Report(string name, double seconds, long peak) =>
        Console.WriteLine($"{name}: {seconds:0.00} s a step of {Rows} x {Tokens} tokens ({Rows * Tokens / seconds:N0} tokens/s), {peak / 1e9:0.00} GB at most");

    private static double Median(IReadOnlyList<double> seconds) => seconds.Skip(1).Order().ElementAt((seconds.Count - 1) / 2);
}
