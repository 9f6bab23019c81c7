using System.Diagnostics;
using LogitLens.Experiments;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>
/// Every layer's residual stream at the last token of 2,000 tweets, for probes. The naive way runs one text at a time through the whole model, logits and all,
/// and keeps every position; it is timed on every sixteenth text, and its time counted for all.
/// </summary>
internal static class ActivationBenchmark
{
    private const int Sampled = 16;

    public static void Run(bool quick)
    {
        using Transformer model = Gpt2Small.Create();
        int[][] texts = Prompts.Tweets(quick ? 64 : 2000);
        int[] sample = [.. Enumerable.Range(0, texts.Length).Where(place => quick || place % Sampled == 0)];
        Console.WriteLine($"{texts.Length} tweets, {texts.Average(text => text.Length):0.0} tokens on average");

        _ = Ours(model, texts[..8]);
        (float[] ours, double oursSeconds) = Time("ours", () => Ours(model, texts));
        (float[] naive, double naiveSeconds) = Time(
            "naive, one text at a time with full logits", () => Naive(model, [.. sample.Select(place => texts[place])]));
        int width = ours.Length / texts.Length;
        float[] same = [.. sample.SelectMany(place => ours.AsSpan(place * width, width).ToArray())];
        double all = naiveSeconds * texts.Sum(text => text.Length) / sample.Sum(place => texts[place].Length);
        Console.WriteLine($"of {sample.Length} texts; by their tokens {all:0} s for all {texts.Length}");
        Console.WriteLine($"ratio: {all / oursSeconds:0.0}; largest difference: {same.Zip(naive, (a, b) => Math.Abs(a - b)).Max():0.0e+0}");
    }

    private static float[] Ours(Transformer model, int[][] texts)
    {
        ActivationReader reader = new(model, ActivationPoint.Select("blocks.*.hook_resid_post", model.Config), ReadPosition.Last);
        float[][] rows = new float[texts.Length][];
        new ActivationPass(reader, new LengthBatches(model.Config, new RunOptions(), new Device("cpu"))).Run(
            texts,
            (batch, read) =>
            {
                float[][] points = [.. read.Select(point => point.data<float>().ToArray())];
                int width = model.Config.ModelWidth;
                for (int row = 0; row < batch.Count; row++)
                {
                    rows[batch[row]] = [.. points.SelectMany(point => point.AsSpan(row * width, width).ToArray())];
                }
            },
            "reading",
            SilentProgress.Instance,
            CancellationToken.None);
        return [.. rows.SelectMany(row => row)];
    }

    private static float[] Naive(Transformer model, int[][] texts)
    {
        List<float> all = [];
        using IDisposable gradless = no_grad();
        Site[] sites = [.. Enumerable.Range(0, model.Config.Layers).Select(layer => new Site(SiteKind.ResidPost, layer))];
        foreach (int[] text in texts)
        {
            using DisposeScope scope = NewDisposeScope();
            using ActivationCache cache = new();
            _ = model.Forward(new TokenBatch([text]), cache.Watch(sites));
            foreach (Site site in sites)
            {
                all.AddRange(cache[site].select(1, text.Length - 1).contiguous().data<float>().ToArray());
            }
        }

        return [.. all];
    }

    private static (float[] Result, double Seconds) Time(string what, Func<float[]> work)
    {
        Stopwatch clock = Stopwatch.StartNew();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        float[] result = work();
        double seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{what}: {seconds:0.00} s, {(Environment.CpuUsage.TotalTime - used).TotalSeconds:0.00} s of a processor");
        return (result, seconds);
    }
}
