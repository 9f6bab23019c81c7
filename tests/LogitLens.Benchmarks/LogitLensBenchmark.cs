using System.Diagnostics;
using LogitLens.Experiments;
using LogitLens.Experiments.Lens;
using LogitLens.Models;
using LogitLens.Options;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>
/// The label-position logit lens over SST-2's dev set, zero-shot. The naive ways unembed every layer at every position: one example at a
/// time, and in padded batches in the file's order.
/// </summary>
internal static class LogitLensBenchmark
{
    private const int NaiveBatch = 8;

    public static void Run(bool quick)
    {
        using Transformer model = Gpt2Small.Create();
        int[][] prompts = Prompts.Sst2(quick ? 32 : 160);
        long[] labels = [3967, 4633];
        Console.WriteLine($"{prompts.Length} prompts, {prompts.Average(prompt => prompt.Length):0.0} tokens on average");

        _ = Ours(model, prompts[..8], labels);
        (float[] ours, double oursSeconds) = Time("ours", () => Ours(model, prompts, labels));
        (float[] single, double singleSeconds) = Time("naive, one example at a time", () => Naive(model, prompts, 1, labels));
        (float[] padded, double paddedSeconds) = Time($"naive, padded batches of {NaiveBatch}", () => Naive(model, prompts, NaiveBatch, labels));
        Console.WriteLine($"ratio to one at a time: {singleSeconds / oursSeconds:0.0}; ratio to padded batches: {paddedSeconds / oursSeconds:0.0}");
        Console.WriteLine($"largest difference: {Difference(ours, single):0.0e+0}, {Difference(ours, padded):0.0e+0}");
    }

    private static float[] Ours(Transformer model, int[][] prompts, long[] labels)
    {
        LastPositionLens lens = new(model);
        float[][] rows = new float[prompts.Length][];
        LengthBatches lengths = new(model.Config, new RunOptions(), new Device("cpu"));
        int[] tokens = [.. labels.Select(label => (int)label)];
        foreach (IReadOnlyList<int> batch in lengths.Cut(Enumerable.Range(0, prompts.Length), index => prompts[index].Length, shared: 0))
        {
            LensReading[][] readings = lens.Read([.. batch.Select(index => prompts[index])], [.. batch.Select(_ => tokens)], null, 256 << 20, ranked: 1);
            foreach ((int index, LensReading[] layers) in batch.Zip(readings))
            {
                rows[index] = [.. layers.SelectMany(layer => (float[])[.. layer.TokenLogProbabilities, layer.KullbackLeibler, layer.Entropy])];
            }
        }

        return [.. rows.SelectMany(row => row)];
    }

    private static float[] Naive(Transformer model, int[][] prompts, int size, long[] labels)
    {
        List<float> all = [];
        using IDisposable gradless = no_grad();
        foreach (int[][] chunk in prompts.Chunk(size))
        {
            using DisposeScope scope = NewDisposeScope();
            using ActivationCache cache = new();
            Site[] sites = [.. Enumerable.Range(0, model.Config.Layers).Select(layer => new Site(SiteKind.ResidPost, layer))];
            Tensor final = model.Forward(new TokenBatch(chunk), cache.Watch(sites)).log_softmax(-1); // [batch, position, vocabulary]
            float[,,] read = new float[chunk.Length, sites.Length, labels.Length + 2];
            foreach (Site site in sites)
            {
                using DisposeScope layerScope = NewDisposeScope();
                Tensor log = model.Unembed(model.FinalNorm(cache[site])).log_softmax(-1);
                Tensor kl = final.exp().mul(final.sub(log)).sum(-1);                                  // [batch, position]
                Tensor entropy = log.exp().mul(log).sum(-1).neg();
                _ = log.argmax(-1);
                for (int row = 0; row < chunk.Length; row++)
                {
                    int last = chunk[row].Length - 1;
                    for (int label = 0; label < labels.Length; label++)
                    {
                        read[row, site.Layer, label] = log.select(0, row).select(0, last).select(0, labels[label]).item<float>();
                    }

                    read[row, site.Layer, labels.Length] = kl.select(0, row).select(0, last).item<float>();
                    read[row, site.Layer, labels.Length + 1] = entropy.select(0, row).select(0, last).item<float>();
                }
            }

            all.AddRange(read.Cast<float>());
        }

        return [.. all];
    }

    private static (float[] Result, double Seconds) Time(string name, Func<float[]> work)
    {
        Stopwatch clock = Stopwatch.StartNew();
        float[] result = work();
        double seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{name}: {seconds:0.0} s");
        return (result, seconds);
    }

    private static double Difference(float[] a, float[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();
}
