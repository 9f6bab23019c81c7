using System.Diagnostics;
using LogitLens.Experiments;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Experiments.Lens;
using LogitLens.Experiments.Sweeps;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Training;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>One kind of work that interp does and a plain loop does, over random tokens.</summary>
/// <param name="Name">What plain.py calls it.</param>
/// <param name="What">It and its size, for a reader.</param>
/// <param name="Rows">Token ids.</param>
internal abstract record ComparedWork(string Name, string What, int[][] Rows)
{
    /// <summary>How much more of the work ours does than the plain loop, whose time does not depend on what is left out.</summary>
    public double Scaled { get; private protected set; } = 1;

    private protected const int PlainBatch = 32;

    /// <summary>All kinds, at a multiple of their smallest size.</summary>
    public static IReadOnlyList<ComparedWork> All(int scale) =>
    [
        new LensWork(Lengths(32 * scale)), new SweepWork(Lengths(8 * scale)), new GenerationWork(Equal(8 * scale, 32), 8 * scale),
        new TrainingWork(Equal(8, 129), 2 + scale),
    ];

    /// <summary>Does it, once on a part and once in all.</summary>
    /// <returns>What was computed, how long it took, and how many floating point operations were counted.</returns>
    public (object Computed, double Seconds, long Operations) Ours(Transformer model, ScalarType type)
    {
        if (Name != "training")
        {
            _ = Compute(model, Rows[..Math.Min(8, Rows.Length)], type);
        }

        long before = FloatOperations.Count;
        Stopwatch clock = Stopwatch.StartNew();
        (object computed, double? seconds, int times) = Compute(model, Rows, type);
        return (computed, seconds ?? clock.Elapsed.TotalSeconds, (FloatOperations.Count - before) / times);
    }

    /// <summary>What plain.py is given.</summary>
    public abstract object Input(bool isHalf);

    /// <summary>How far what both computed is apart, in words.</summary>
    public abstract string Apart(object ours, JsonElement theirs);

    /// <summary>Computes rows; the time where it is not all of it, and how many times the operations are counted that it stands for.</summary>
    protected abstract (object Computed, double? Seconds, int Times) Compute(Transformer model, int[][] rows, ScalarType type);

    private protected static string Farthest(IEnumerable<double> ours, IEnumerable<double> theirs) =>
        ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Max().ToString("0.0e+0", CultureInfo.InvariantCulture);

    // As long as prompts over SST-2 are.
    private static int[][] Lengths(int count) => Gpt2Small.Sequences(Enumerable.Range(0, count).Select(row => 22 + (row * 17 % 41)));

    private static int[][] Equal(int count, int length) => Gpt2Small.Sequences(Enumerable.Repeat(length, count));

    private sealed record LensWork : ComparedWork
    {
        private static readonly int[] s_labels = [3967, 4633];

        public LensWork(int[][] rows)
            : base("lens", $"lens, {rows.Length} prompts", rows)
        {
        }

        public override object Input(bool isHalf) => new { batch = PlainBatch, rows = Rows, labels = s_labels };

        public override string Apart(object ours, JsonElement theirs) =>
            Farthest(((float[])ours).Select(value => (double)value), theirs.EnumerateArray().Select(value => value.GetDouble()));

        protected override (object Computed, double? Seconds, int Times) Compute(Transformer model, int[][] rows, ScalarType type)
        {
            LastPositionLens lens = new(model);
            float[][] found = new float[rows.Length][];
            LengthBatches lengths = new(model.Config, new RunOptions(), model.Device);
            foreach (IReadOnlyList<int> batch in lengths.Cut(Enumerable.Range(0, rows.Length), index => rows[index].Length, shared: 0))
            {
                LensReading[][] readings = lens.Read([.. batch.Select(index => rows[index])], [.. batch.Select(_ => s_labels)], null, 256 << 20, ranked: 1);
                foreach ((int index, LensReading[] layers) in batch.Zip(readings))
                {
                    found[index] = [.. layers.SelectMany(layer => (float[])[.. layer.TokenLogProbabilities, layer.KullbackLeibler, layer.Entropy])];
                }
            }

            return (found.SelectMany(row => row).ToArray(), null, 1);
        }
    }

    private sealed record SweepWork : ComparedWork
    {
        private const int Timed = 4;

        private static readonly int[] s_labels = [3967, 4633];

        private HeadId[] _timed = [];

        public SweepWork(int[][] rows)
            : base("sweep", $"all heads, {rows.Length} prompts", rows)
        {
        }

        public override object Input(bool isHalf) =>
            new { batch = PlainBatch, rows = Rows, labels = s_labels, heads = _timed.Select(head => (int[])[head.Layer, head.Head]) };

        public override string Apart(object ours, JsonElement theirs) => Farthest(
            _timed.SelectMany(head => ((Dictionary<HeadId, float[]>)ours)[head]).Select(value => (double)value),
            theirs.EnumerateArray().SelectMany(head => head.EnumerateArray()).Select(value => value.GetDouble()));

        protected override (object Computed, double? Seconds, int Times) Compute(Transformer model, int[][] rows, ScalarType type)
        {
            RunOptions run = new();
            HeadId[] heads = [.. HeadId.All(model.Config)];
            _timed = [.. Enumerable.Range(0, Timed).Select(k => heads[((2 * k) + 1) * heads.Length / (2 * Timed)])];
            Scaled = (double)heads.Length / Timed;
            SweptExample[] examples = [.. rows.Select((ids, row) => new SweptExample($"{row}", 0, ids, null, null))];
            SweptData data = new(examples, SweptData.SharedLength(examples), s_labels, ["negative", "positive"], null!, []);
            LabelSweep sweep = new(model, data, new AblationEdits(new HeadAblationOptions(), data, null, model.Config.Layers), run.Batch.Memory.Bytes / 2);
            SweepItem[] items = [.. heads.Select(head => SweepItem.OfHead(head))];
            Dictionary<HeadId, float[]> found = heads.ToDictionary(head => head, _ => new float[rows.Length * s_labels.Length]);
            foreach (IReadOnlyList<int> batch in SweepBatches.Cut(data, Enumerable.Range(0, rows.Length), model.Config, run, model.Device))
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

            return (found, null, 1);
        }
    }

    private sealed record GenerationWork : ComparedWork
    {
        private const int Batch = 8;

        private readonly int _newTokens;

        public GenerationWork(int[][] rows, int newTokens)
            : base("generation", $"{newTokens} tokens each of {rows.Length} prompts, by {Batch}", rows) => _newTokens = newTokens;

        public override object Input(bool isHalf) => new { batch = Batch, rows = Rows, new_tokens = _newTokens };

        public override string Apart(object ours, JsonElement theirs)
        {
            int[][] plain = [.. theirs.EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt32()).ToArray())];
            return $"{((int[][])ours).Zip(plain).Count(pair => pair.First.SequenceEqual(pair.Second))} of {Rows.Length} the same";
        }

        protected override (object Computed, double? Seconds, int Times) Compute(Transformer model, int[][] rows, ScalarType type) =>
            (rows.Chunk(Batch).SelectMany(batch => TokenGenerator.Generate(model, batch, _newTokens, TokenGenerator.Greedy)).ToArray(), null, 1);
    }

    private sealed record TrainingWork : ComparedWork
    {
        private readonly int _steps;

        public TrainingWork(int[][] rows, int steps)
            : base("training", $"a step of {rows.Length} x {rows[0].Length - 1} tokens", rows) => _steps = steps;

        public override object Input(bool isHalf) => new { batch = Rows.Length, rows = Rows, steps = _steps, autocast = isHalf };

        public override string Apart(object ours, JsonElement theirs) =>
            Farthest((List<double>)ours, theirs.EnumerateArray().Select(value => value.GetDouble()));

        protected override (object Computed, double? Seconds, int Times) Compute(Transformer model, int[][] rows, ScalarType type)
        {
            EpochBatches batches = EpochBatches.OfSize([.. rows.Select(row => new TrainingSequence(row))], rows.Length, seed: 0);
            using ModelTrainer trainer = new(model, batches, new TrainingOptions
            {
                Schedule = new LearningRateSchedule(1e-4, 0, 0, _steps) { Shape = ScheduleShape.Constant },
                TokensAtOnce = rows.Sum(row => row.Length),
                ClipNorm = double.PositiveInfinity,
                AdamW = new AdamWOptions(),
                ComputeType = type,
            });
            List<double> losses = [], seconds = [];
            for (int step = 0; step < _steps; step++)
            {
                long begun = Stopwatch.GetTimestamp();
                losses.Add(trainer.Step().Loss);
                seconds.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            }

            return (losses, seconds.Skip(1).Order().ElementAt((_steps - 1) / 2), _steps);
        }
    }
}
