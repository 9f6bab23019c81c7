using System.Diagnostics;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Sweeps;
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

    private static readonly RunOptions s_run = new();
    private static readonly long[] s_labels = [3967, 4633];

    public static void Run(bool quick)
    {
        using Transformer model = Gpt2Small.Create();
        Console.WriteLine($"mm alone: {ProductRate():0} GFLOP/s");
        int timed = quick ? 4 : 12, count = quick ? 32 : 128, alone = quick ? 4 : 16;
        Compare(model, "equal lengths", Gpt2Small.Sequences(Enumerable.Repeat(64, quick ? 8 : 32)), timed, alone: 0);
        Compare(model, "SST-2, zero-shot", Prompts.Sst2(count), timed, alone);
        Compare(model, "SST-2, instruction and one demonstration", Prompts.Sst2OneShot(count), timed, alone);
    }

    private static void Compare(Transformer model, string what, int[][] prompts, int timed, int alone)
    {
        SweptExample[] examples = [.. prompts.Select((ids, row) => new SweptExample($"{row}", row % s_labels.Length, ids, null, null))];
        SweptData data = new(examples, SweptData.SharedLength(examples), [.. s_labels.Select(label => (int)label)], ["negative", "positive"], null!, []);
        HeadId[] heads = [.. HeadId.All(model.Config)];
        HeadId[] some = [.. Enumerable.Range(0, timed).Select(k => heads[((2 * k) + 1) * heads.Length / (2 * timed)])];
        Console.WriteLine(
            $"{what}: {prompts.Length} prompts, {prompts.Average(prompt => prompt.Length):0.0} tokens on average, {data.Shared} of them shared, "
            + $"{heads.Length} heads");

        // Both ways once, for memory and caches to be as they will be; then the naive way before and after ours, since machines drift.
        _ = Sweep(model, data with { Examples = examples[..Math.Min(8, examples.Length)] }, heads[..12]);
        _ = Naive(model, prompts[..Math.Min(8, prompts.Length)], NaiveBatch, some[..1]);
        (Dictionary<HeadId, float[]> before, Seconds beforeSeconds) = Time(() => Naive(model, prompts, NaiveBatch, some[..(timed / 2)]));
        (Dictionary<HeadId, float[]> ours, Seconds seconds) = Time(() => Sweep(model, data, heads));
        (Dictionary<HeadId, float[]> after, Seconds afterSeconds) = Time(() => Naive(model, prompts, NaiveBatch, some[(timed / 2)..]));
        Seconds naiveSeconds = (beforeSeconds + afterSeconds) * ((double)heads.Length / timed);
        double work = Work(model.Config, prompts, data.Shared) / 1e9;
        Console.WriteLine($"  ours {seconds.Wall:0.0} s, at least {work / seconds.Wall:0} GFLOP/s");
        Console.WriteLine($"  naive in padded batches of {NaiveBatch}: {naiveSeconds.RatioTo(seconds)}");
        if (alone > 0)
        {
            (_, Seconds aloneSeconds) = Time(() => Naive(model, prompts[..alone], 1, some));
            double tokens = (double)prompts.Sum(prompt => prompt.Length) / prompts[..alone].Sum(prompt => prompt.Length);
            Seconds allSeconds = aloneSeconds * ((double)heads.Length / timed) * tokens;
            double aloneWork = heads.Length * PlainWork(model.Config, prompts) / 1e9;
            Console.WriteLine($"  naive one at a time: {allSeconds.RatioTo(seconds)}");
            Console.WriteLine($"    {aloneWork / work:0.0} times the arithmetic of ours at least, at {aloneWork / allSeconds.Wall:0} GFLOP/s");
        }

        (HeadId[] screened, Seconds screenedSeconds) = Time(() => Screened(model, data));
        Console.WriteLine($"  with --screen {ScreenTop}: {screenedSeconds.Wall:0.0} s; naive {naiveSeconds.RatioTo(screenedSeconds)}; "
            + $"{Recall(screened, ours, Logits(model, prompts, NaiveBatch, new ForwardHooks()), data):P0} of the {ScreenTop} largest effects are in it");

        double difference = before.Concat(after).Max(pair => pair.Value.Zip(ours[pair.Key], (a, b) => Math.Abs(a - b)).Max());
        Console.WriteLine($"  largest difference of a logit: {difference:0.0e+0}");
    }

    // What the command does: the labels' logits of each example under each head's ablation.
    private static Dictionary<HeadId, float[]> Sweep(Transformer model, SweptData data, HeadId[] heads)
    {
        Dictionary<HeadId, float[]> found = heads.ToDictionary(head => head, _ => new float[data.Examples.Count * s_labels.Length]);
        LabelSweep sweep = new(model, data, new AblationEdits(new HeadAblationOptions(), data, null, model.Config.Layers), s_run.Batch.Memory.Bytes / 2);
        SweepItem[] items = [.. heads.Select(head => SweepItem.OfHead(head))];
        foreach (IReadOnlyList<int> batch in Batches(model, data, Enumerable.Range(0, data.Examples.Count)))
        {
            SweepRecord[] records = sweep.Measure(batch, items, new SweepReading(WholeRow: false));
            for (int row = 0; row < batch.Count; row++)
            {
                for (int head = 0; head < heads.Length; head++)
                {
                    records[row].Edited[head]!.CopyTo(found[heads[head]], batch[row] * s_labels.Length);
                }
            }
        }

        return found;
    }

    private static IReadOnlyList<IReadOnlyList<int>> Batches(Transformer model, SweptData data, IEnumerable<int> examples) =>
        SweepBatches.Cut(data, examples, model.Config, s_run, new Device("cpu"));

    // What --screen does: gradients on some examples choose heads, which are then measured on all, with random ones beside them.
    private static HeadId[] Screened(Transformer model, SweptData data)
    {
        HeadAblationOptions options = new() { Ablation = new AblationOptions { Screen = ScreenTop } };
        AblationEdits edits = new(options, data, null, model.Config.Layers);
        LabelSweep sweep = new(model, data, edits, s_run.Batch.Memory.Bytes / 2);
        HeadSelection selection = new(options, [new SelectionDraw(data, Batches(model, data, HeadSelection.Draw(options, data.Examples.Count)), edits, sweep)]);
        double[] estimates = selection.Screen(model, SilentProgress.Instance);
        HeadId[] heads =
        [
            .. AblationItems.Screened([.. AblationItems.Ranked(estimates, model.Config).Take(ScreenTop)], model.Config, seed: 0).SelectMany(item => item.Heads),
        ];
        _ = Sweep(model, data, heads);
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

    // Matrix products of one pass over each prompt, with the logits of every position.
    private static double PlainWork(ModelConfig config, int[][] prompts)
    {
        double width = config.ModelWidth;
        double block = (8 * width * width) + (4 * width * config.MlpWidth);
        return prompts.Sum(prompt => (double)prompt.Length) * ((config.Layers * block) + (2 * width * config.VocabularySize));
    }

    private static double ProductRate()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = randn([2048, 768]), b = randn([768, 3072]);
        _ = a.mm(b);
        Stopwatch clock = Stopwatch.StartNew();
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
        Stopwatch clock = Stopwatch.StartNew();
        T result = work();
        return (result, new Seconds(clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds));
    }

    // Processor time too, which other work on the machine moves less.
    private readonly record struct Seconds(double Wall, double Processor)
    {
        public static Seconds operator +(Seconds a, Seconds b) => new(a.Wall + b.Wall, a.Processor + b.Processor);

        public static Seconds operator *(Seconds seconds, double factor) => new(seconds.Wall * factor, seconds.Processor * factor);

        public string RatioTo(Seconds ours) =>
            $"{Wall:0.0} s; ratio {Wall / ours.Wall:0.00}, by processor time {Processor / ours.Processor:0.00}";
    }
}
