using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.LinearProbes;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Probes;

/// <summary>What can be taken out of one site.</summary>
/// <param name="Site">The site.</param>
/// <param name="Means">Takes out the span of the class means.</param>
/// <param name="Leace">Takes out what a linear classifier could read.</param>
internal sealed record SiteErasers(Site Site, LinearEraser Means, LinearEraser Leace);

/// <summary>
/// Asks the model for the classes of the tested texts, by its own prompt, with the classes taken out of one site after the other at every position, and with
/// random subspaces in their place: whether what a probe reads is used.
/// </summary>
/// <param name="options">The run's options.</param>
/// <param name="data">The data in its parts.</param>
/// <param name="progress">Where progress is shown.</param>
internal sealed class ErasedTaskMeasure(ProbeTrainOptions options, ProbeData data, ModelSource source, Transformer model, IProgressSink progress)
{
    /// <summary>More texts than these say little more, and each is run under every erasure.</summary>
    public const int MostTexts = 500;

    /// <summary>Measures.</summary>
    /// <param name="erasers">What is taken out, site by site.</param>
    public ErasedTask Measure(IReadOnlyList<SiteErasers> erasers, CancellationToken cancellation)
    {
        if (erasers.Count == 0)
        {
            return new ErasedTask { NotMeasured = "no site that is read has one vector for each position of a layer" };
        }

        ClassificationTask task;
        try
        {
            task = ClassificationTask.Open(source, options.Data, new PromptOptions(), options.Run.Seed);
        }
        catch (InputException e)
        {
            return new ErasedTask { NotMeasured = e.Message };
        }

        SweptData swept = SweptTask.ToData(task, task.Conditions[0], SweptTask.Examples(task, task.Conditions[0]));
        HashSet<string> tested = [.. data.Of(ProbePart.Test).Select(text => data.Texts.Dataset.Examples[text].Id)];
        int[] chosen = [.. Enumerable.Range(0, swept.Examples.Count).Where(place => tested.Contains(swept.Examples[place].Id)).Take(MostTexts)];
        Erasure[] erasures = [.. erasers.SelectMany(ErasuresOf)];
        SweepItem[] items = [.. erasures.Select(erasure => erasure.Item)];
        using Edits edits = new(erasures, data.Labels.Count - 1, options.Run.Seed, model.Device);
        LabelSweep sweep = new(model, swept, edits, options.Run.Batch.Memory.Bytes / 2);
        List<SweepRecord> records = [];
        progress.Begin("asking the model with the classes erased", chosen.Length);
        foreach (IReadOnlyList<int> batch in SweepBatches.Cut(swept, chosen, model.Config, options.Run, model.Device))
        {
            records.AddRange(sweep.Measure(batch, items, new SweepReading(WholeRow: true), cancellation));
            progress.Advance(batch.Count);
        }

        progress.End();
        return Summarise(erasures, records);
    }

    private IEnumerable<Erasure> ErasuresOf(SiteErasers erasers) =>
    [
        new(erasers, ErasedPart.ClassMeans, null), new(erasers, ErasedPart.Leace, null),
        .. Enumerable.Range(1, options.RandomSubspaceCount).Select(draw => new Erasure(erasers, ErasedPart.Random, draw)),
    ];

    private ErasedTask Summarise(Erasure[] erasures, List<SweepRecord> records)
    {
        IReadOnlyList<int>? clusters = data.ClustersOf(records.Select(record => record.Id));
        ErasedAnswers[] all = [.. erasures.Select((erasure, place) => Answers(erasure, place, records, clusters))];
        return new ErasedTask
        {
            N = records.Count,
            CleanAccuracy = Proportion.Of([.. records.Select(record => LabelScores.IsRight(record.Clean, record.Label))], clusters),
            Erased =
            [
                .. all.Select(own => own.Part == ErasedPart.Random ? own : own with
                {
                    PValue = PValueOf(own, [.. all.Where(other => other.Part == ErasedPart.Random && other.Site == own.Site)]),
                }),
            ],
        };
    }

    private static double? PValueOf(ErasedAnswers own, ErasedAnswers[] random) => random.Length == 0 || own.Effect.Value is not { } effect ? null
        : (1.0 + random.Count(other => Math.Abs(other.Effect.Value ?? 0) >= Math.Abs(effect))) / (1 + random.Length);

    private static ErasedAnswers Answers(Erasure erasure, int place, List<SweepRecord> records, IReadOnlyList<int>? clusters) => new(
        erasure.Of.Site.Name,
        erasure.Of.Site.Layer,
        erasure.Part,
        erasure.Draw,
        Proportion.Of([.. records.Select(record => LabelScores.IsRight(record.Edited[place]!, record.Label))], clusters),
        MeanInterval.Within(
            [.. records.Select(record => LabelScores.Difference(record.Edited[place]!, record.Label) - LabelScores.Difference(record.Clean, record.Label))],
            ValueRange.Any, clusters),
        MeanInterval.Within([.. records.Select(record => (double)record.Kl![place])], ValueRange.NonNegative, clusters));

    // What is taken out of one site, and the sweep's name for it.
    private sealed record Erasure(SiteErasers Of, ErasedPart Part, int? Draw)
    {
        public SweepItem Item { get; } = new($"{Of.Site}, {Part} {Draw}", Part == ErasedPart.Random ? ItemKind.RandomDirection : ItemKind.Direction)
        {
            Layer = Of.Site.Layer,
            Draw = Draw,
        };

        public LinearEraser Eraser(int dimensions, long seed) => Part switch
        {
            ErasedPart.ClassMeans => Of.Means,
            ErasedPart.Leace => Of.Leace,
            _ => LinearEraser.OfRandom(dimensions, Of.Leace.Centre, new SeededRandom(seed, $"random subspace {Draw} at {Of.Site.Name}")),
        };
    }

    private sealed class Edits(IEnumerable<Erasure> erasures, int dimensions, long seed, Device device) : ISweepEdits, IDisposable
    {
        private readonly Dictionary<string, Erasure> _erasures = erasures.ToDictionary(erasure => erasure.Item.Name, StringComparer.Ordinal);
        private readonly Dictionary<string, EraseSubspace> _made = [];

        public Variant Of(SweepItem item)
        {
            if (!_made.TryGetValue(item.Name, out EraseSubspace? made))
            {
                Erasure erasure = _erasures[item.Name];
                LinearEraser eraser = erasure.Eraser(dimensions, seed);
                int width = eraser.Centre.Length;
                made = _made[item.Name] = new EraseSubspace(
                    erasure.Of.Site, ToDevice(eraser.Matrix, width, width), ToDevice(eraser.Centre, width), PositionChoice.All);
            }

            return new Variant(made);
        }

        public void Dispose()
        {
            foreach (EraseSubspace each in _made.Values)
            {
                each.Matrix.Dispose();
                each.Centre.Dispose();
            }
        }

        private Tensor ToDevice(double[] values, params long[] shape) =>
            tensor([.. values.Select(value => (float)value)], shape, ScalarType.Float32, device).DetachFromDisposeScope();
    }
}
