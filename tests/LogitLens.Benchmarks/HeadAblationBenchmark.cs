using System.Diagnostics;
using LogitLens.Datasets.Prompts;
using LogitLens.Experiments;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>
/// Every head's z set to zero in turn, and two labels' logits read. The naive ways run the whole model for each head and take full logits: in
/// padded batches in the file's order, and one example at a time. What they take does not depend on the head, so some heads are timed and
/// the time is scaled to all.
/// </summary>
internal static class HeadAblationBenchmark
{
    private const int NaiveBatch = 32;
    private const int ScreenTop = 24;
    private const long Memory = 1L << 30;

    private static readonly long[] s_labels = [3967, 4633];

    public static void Run(bool quick)
    {
        using Transformer model = Gpt2Small.Create();
        Console.WriteLine($"mm alone: {ProductRate():0} GFLOP/s");
        int timed = quick ? 2 : 12;
        Compare(model, "equal lengths", Gpt2Small.Sequences(Enumerable.Repeat(64, quick ? 8 : 32)), 0, timed, alone: 0);
        int[][] zeroShot = Prompts.Sst2(quick ? 32 : 128);
        Compare(model, "SST-2, zero-shot", zeroShot, 0, timed, alone: quick ? 4 : 16);
        int[][] oneShot = Prompts.Sst2OneShot(quick ? 32 : 128);
        int shared = TokenisedPrompt.SharedPrefixLength([.. oneShot.Select(ids => new TokenisedPrompt(ids, null, 0))]);
        Compare(model, $"SST-2, instruction and one demonstration ({shared} shared tokens)", oneShot, shared, timed, alone: quick ? 4 : 16);
    }

    private static void Compare(Transformer model, string what, int[][] prompts, int shared, int timed, int alone)
    {
        HeadId[] heads = [.. HeadId.All(model.Config)];
        HeadId[] some = [.. Enumerable.Range(0, timed).Select(k => heads[((2 * k) + 1) * heads.Length / (2 * timed)])];
        Console.WriteLine($"{what}: {prompts.Length} prompts, {prompts.Average(prompt => prompt.Length):0.0} tokens on average, {heads.Length} heads");

        // Both ways once, for memory and caches to be as they will be.
        _ = Sweep(model, prompts[..Math.Min(8, prompts.Length)], shared, heads[..12]);
        _ = Naive(model, prompts[..Math.Min(8, prompts.Length)], NaiveBatch, some[..1]);
        (Dictionary<HeadId, float[]> naive, Seconds naiveSeconds) = Time(() => Naive(model, prompts, NaiveBatch, some));
        (Dictionary<HeadId, float[]> ours, Seconds seconds) = Time(() => Sweep(model, prompts, shared, heads));
        double all = (double)heads.Length / timed;
        double work = Work(model.Config, prompts, shared) / 1e9;
        Console.WriteLine($"  ours {seconds.Wall:0.0} s, at least {work / seconds.Wall:0} GFLOP/s");
        Console.WriteLine($"  naive in padded batches of {NaiveBatch}: {(naiveSeconds * all).RatioTo(seconds)}");
        if (alone > 0)
        {
            (_, Seconds aloneSeconds) = Time(() => Naive(model, prompts[..alone], 1, some));
            double tokens = (double)prompts.Sum(prompt => prompt.Length) / prompts[..alone].Sum(prompt => prompt.Length);
            Console.WriteLine($"  naive one at a time: {(aloneSeconds * all * tokens).RatioTo(seconds)}");
        }

        SweptData data = new(
            [.. prompts.Select((ids, row) => new SweptExample($"{row}", row % s_labels.Length, ids, null, null))],
            shared, [.. s_labels.Select(label => (int)label)], ["negative", "positive"], null!, []);
        (HeadId[] screened, Seconds screenedSeconds) = Time(() => Screened(model, data));
        Console.WriteLine($"  with --screen {ScreenTop}: {screenedSeconds.Wall:0.0} s; naive {(naiveSeconds * all).RatioTo(screenedSeconds)}; "
            + $"{Recall(screened, ours, Logits(model, prompts, NaiveBatch, new ForwardHooks()), data):P0} of the {ScreenTop} largest effects are in it");

        double difference = some.Max(head => naive[head].Zip(ours[head], (a, b) => Math.Abs(a - b)).Max());
        Console.WriteLine($"  largest difference of a logit: {difference:0.0e+0}");
    }

    private static Dictionary<HeadId, float[]> Sweep(Transformer model, int[][] prompts, int shared, HeadId[] heads)
    {
        Dictionary<HeadId, float[]> found = heads.ToDictionary(head => head, _ => new float[prompts.Length * s_labels.Length]);
        SweepEngine engine = new(model, new StackLimit(model.Config, Memory, cuda: false));
        Variant[] variants = [.. heads.Select(head => new Variant(new ReplaceHead(head, Replacement.Zero, PositionChoice.All)))];
        using Tensor labels = tensor(s_labels, ScalarType.Int64);
        LengthBatches lengths = new(model.Config, new RunOptions { Memory = new ByteSize(Memory) }, "cpu");
        foreach (IReadOnlyList<int> batch in lengths.Cut(Enumerable.Range(0, prompts.Length), index => prompts[index].Length - shared, shared))
        {
            SweepBatch swept = new([.. batch.Select(index => prompts[index][shared..])], batch) { Prefix = prompts[0][..shared] };
            engine.Run(swept, variants, (variant, normalized) =>
            {
                if (variant == SweepEngine.Clean)
                {
                    return;
                }

                using DisposeScope scope = NewDisposeScope();
                float[] logits = model.Unembed(normalized, labels).data<float>().ToArray();
                for (int row = 0; row < batch.Count; row++)
                {
                    logits.AsSpan(row * s_labels.Length, s_labels.Length).CopyTo(found[heads[variant]].AsSpan(batch[row] * s_labels.Length));
                }
            });
        }

        return found;
    }

    // What --screen does: gradients on some examples choose heads, which are then measured on all, with random ones beside them.
    private static HeadId[] Screened(Transformer model, SweptData data)
    {
        HeadAblationOptions options = new() { Ablation = new AblationOptions { Screen = ScreenTop } };
        LengthBatches lengths = new(model.Config, new RunOptions { Memory = new ByteSize(Memory) }, "cpu");
        IReadOnlyList<int> chosen = HeadSelection.Draw(options, data.Examples.Count);
        HeadSelection selection = new(options, data, lengths.Cut(chosen, data.LengthOf, data.Shared));
        double[] estimates = selection.Screen(model, new ItemEdits(options, data, null), SilentProgress.Instance);
        HeadId[] heads = [.. SweptItems.Screened(estimates, ScreenTop, model.Config, seed: 0).SelectMany(item => item.Heads)];
        _ = Sweep(model, [.. data.Examples.Select(example => example.Ids)], data.Shared, heads);
        return heads[..ScreenTop];
    }

    // The share of the largest mean effects that the screen put among its own.
    private static double Recall(HeadId[] screened, Dictionary<HeadId, float[]> exact, float[] clean, SweptData data)
    {
        HeadId[] largest = [.. exact.OrderByDescending(pair => Math.Abs(Difference(pair.Value) - Difference(clean))).Take(ScreenTop).Select(pair => pair.Key)];
        return largest.Intersect(screened).Count() / (double)ScreenTop;

        double Difference(float[] logits) =>
            data.Examples.Select((example, row) => LabelScores.Difference([.. logits.AsSpan(row * s_labels.Length, s_labels.Length)], example.Label)).Average();
    }

    private static Dictionary<HeadId, float[]> Naive(Transformer model, int[][] prompts, int size, HeadId[] heads) => heads.ToDictionary(
        head => head,
        head =>
        {
            ForwardHooks hooks = new();
            hooks.Add(new Site(SiteKind.Z, head.Layer), (_, z) =>
            {
                Tensor ablated = z.clone();
                ablated.select(2, head.Head).zero_();
                return ablated;
            });
            return Logits(model, prompts, size, hooks);
        });

    private static float[] Logits(Transformer model, int[][] prompts, int size, ForwardHooks hooks)
    {
        using IDisposable gradless = no_grad();
        List<float> logits = [];
        foreach (int[][] chunk in prompts.Chunk(size))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor all = model.Forward(new TokenBatch(chunk), hooks);
            for (int row = 0; row < chunk.Length; row++)
            {
                Tensor last = all.select(0, row).select(0, chunk[row].Length - 1);
                logits.AddRange(s_labels.Select(label => last.select(0, label).item<float>()));
            }
        }

        return [.. logits];
    }

    // Matrix products that a sweep needs at least: from the edited layer's MLP up, the last block for the last position only.
    private static double Work(ModelConfig config, int[][] prompts, int shared)
    {
        double width = config.ModelWidth, mlp = 4.0 * width * config.MlpWidth, projections = 8 * width * width;
        double total = 0;
        for (int layer = 0; layer < config.Layers; layer++)
        {
            double perHead = 0;
            foreach (int length in prompts.Select(prompt => prompt.Length - shared).Append(shared))
            {
                double within = layer == config.Layers - 1 ? mlp : length * (mlp + ((config.Layers - 2 - layer) * (mlp + projections)));
                double last = layer == config.Layers - 1 ? 0 : (length * 4 * width * width) + mlp + (4 * width * width);
                perHead += within + last;
            }

            total += config.Heads * perHead;
        }

        return total;
    }

    private static double ProductRate()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = randn([2048, 768]), b = randn([768, 3072]);
        _ = a.mm(b);
        var clock = Stopwatch.StartNew();
        int rounds = 20;
        for (int k = 0; k < rounds; k++)
        {
            a.mm(b).Dispose();
        }

        return rounds * 2.0 * 2048 * 768 * 3072 / clock.Elapsed.TotalSeconds / 1e9;
    }

    private static (T Result, Seconds Seconds) Time<T>(Func<T> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        T result = work();
        return (result, new Seconds(clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds));
    }

    // Processor time too, which other work on the machine moves less.
    private readonly record struct Seconds(double Wall, double Processor)
    {
        public static Seconds operator *(Seconds seconds, double factor) => new(seconds.Wall * factor, seconds.Processor * factor);

        public string RatioTo(Seconds ours) =>
            $"{Wall:0.0} s; ratio {Wall / ours.Wall:0.00}, by processor time {Processor / ours.Processor:0.00}";
    }
}
