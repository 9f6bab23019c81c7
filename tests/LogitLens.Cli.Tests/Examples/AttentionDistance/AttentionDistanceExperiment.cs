using LogitLens.Experiments;
using LogitLens.Figures;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Statistics;
using TorchSharp;
using static TorchSharp.torch;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Cli.Tests.AttentionDistance.AttentionDistanceRecord>;

namespace LogitLens.Cli.Tests.AttentionDistance;

/// <summary>How far back each attention head looks: the distance in tokens from query to key, weighted by the attention pattern.</summary>
internal sealed class AttentionDistanceExperiment(AttentionDistanceOptions options, IProgressSink progress)
    : ModelExperiment<PromptData, AttentionDistanceRecord, AttentionDistanceResult>(options.Model, progress)
{
    private const int Shown = 5;

    // Plan: a unit is a prompt, a batch some of like length.
    public override IReadOnlyList<WorkBatch> Plan() => WorkBatch.Of(new LengthBatches(Config, options.Run, Source.Device).Cut(
        Data.Prompts.Select((prompt, place) => new WorkUnit(prompt.Id, place)), unit => Data.Prompts[unit.Example].Ids.Length, shared: 0));

    // Compute: one pass over a batch, with a hook at every layer's pattern.
    public override IReadOnlyList<AttentionDistanceRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        int[][] prompts = [.. batch.Units.Select(unit => Data.Prompts[unit.Example].Ids)];
        double[][][] distances = [.. prompts.Select(_ => new double[Config.Layers][])]; // [prompt][layer][head]
        ForwardHooks hooks = new();
        for (int layer = 0; layer < Config.Layers; layer++)
        {
            int own = layer;
            hooks.Read(new Site(SiteKind.Pattern, layer), pattern =>
            {
                for (int row = 0; row < prompts.Length; row++)
                {
                    distances[row][own] = Distances(pattern.select(0, row), prompts[row].Length, options.SkipFirst);
                }
            });
        }

        _ = Model.RunBlocks(Model.Embed(new TokenBatch(prompts)), new PartialRun { Hooks = hooks });
        return [.. batch.Units.Zip(distances, (unit, found) => new AttentionDistanceRecord(unit.Id, found))];
    }

    // Summarise: a pure function of the records.
    public override AttentionDistanceResult Summarise(IEnumerable<AttentionDistanceRecord> records)
    {
        AttentionDistanceRecord[] all = [.. records];
        IEnumerable<HeadDistance> heads =
            from layer in Enumerable.Range(0, Config.Layers)
            from head in Enumerable.Range(0, Config.Heads)
            select new HeadDistance(layer, head, MeanInterval.StudentT([.. all.Select(record => record.Distances[layer][head])]));
        return new AttentionDistanceResult(all.Length, [.. heads], Data.Notes);
    }

    // Tables, figures and the rows that a reader wants first: pure functions of the result.
    public override IEnumerable<CsvTable> Tables(AttentionDistanceResult result) => [AttentionDistanceResult.Table.Csv(result.Heads)];

    public override IEnumerable<DrawnFigure> Draw(AttentionDistanceResult result) =>
    [
        new DrawnFigure("distances", new Heatmap
        {
            Heading = new FigureHeading("How far back each head looks", $"{ModelName}, n = {result.N}"),
            Values = [.. result.Heads.GroupBy(head => head.Layer).Select(layer => layer.Select(head => head.Distance.Value ?? double.NaN).ToArray())],
            Axes = MapAxes.OfHeads(Config.Layers, Config.Heads),
            ValueTitle = "mean distance in tokens",
        }.Draw()),
    ];

    public override SummaryTable Headline(AttentionDistanceResult result) => AttentionDistanceResult.Table.Summary(
        $"Attention distance: {ModelName}, the {Shown} heads that look furthest back",
        result.Heads.OrderByDescending(head => head.Distance.Value).Take(Shown)) with
    {
        Notes = result.Notes,
    };

    // Measure: all that compare and inspect go by.
    public override RunMeasurements Measure(AttentionDistanceResult result, IEnumerable<AttentionDistanceRecord> records) => new(
    [
        Metric.Read(
            "prompts", [.. records], [Metric.Mean("distance", record => record.Distances.Average(layer => layer.Average()))], record => record.Id, label: null),
    ]);

    protected override PromptData Open(ModelSource source)
    {
        options.Prompts.RequireOneCondition("attention-distance");
        return PromptData.Of(source, options.Data, options.Prompts, options.Run.Seed);
    }

    // Of one prompt's pattern [head, query, key], padded to the batch's longest.
    private static double[] Distances(Tensor pattern, int length, bool skipFirst)
    {
        int first = skipFirst && length > 1 ? 1 : 0;
        Tensor own = pattern.narrow(1, first, length - first).narrow(2, first, length - first).to(ScalarType.Float32);
        Tensor places = arange(length - first, ScalarType.Float32, pattern.device);
        Tensor back = places.unsqueeze(1) - places; // [query, key]
        return (own.mul(back).sum(-1) / own.sum(-1)).mean([-1]).Doubles(); // [head]
    }
}
