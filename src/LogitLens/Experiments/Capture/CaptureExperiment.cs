using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.Datasets;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Capture;

/// <summary>
/// Records activations into a safetensors file: for each sequence its <c>ID/tokens</c> and an <c>ID/SITE</c> for each site, float32, as
/// [position, ..] or [head, query, key], without padding. They go to the disk batch by batch.
/// </summary>
internal sealed class CaptureExperiment(CaptureOptions options, IProgressSink progress)
    : ModelExperiment<PromptData, CaptureRecord, CaptureResult>(options.Model, progress)
{
    private WideRows? _rows;

    public override WideRows Rows => _rows ??= new WideRows(options.Output, Specs, Metadata());

    private IReadOnlyList<Site> Sites => Site.Select(options.Sites, Config);

    private IReadOnlyList<WorkBatch> Batches => field ??= Cut();

    public override IReadOnlyList<WorkBatch> Plan()
    {
        OutputGuard.RequireFile(options.Output, [Source.Files.Folder, .. OutputGuard.InputsOf(OptionSet.Of<CaptureOptions>(), options)]);
        if (File.Exists(options.Output) && !options.Force && !options.Resume)
        {
            throw new InputException($"{options.Output} exists; choose another --output, or --force to replace it");
        }

        return Batches;
    }

    public override IReadOnlyList<CaptureRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        using ActivationCache cache = new();
        IReadOnlyList<Site> sites = Sites;
        ForwardHooks hooks = cache.Watch(sites);
        TokenBatch tokens = new([.. batch.Units.Select(unit => Data.Prompts[unit.Example].Ids)]);
        int blocks = Site.BlocksFor(sites, Config);
        Tensor residual = Model.RunBlocks(Model.Embed(tokens, hooks: hooks), new PartialRun { Hooks = hooks, ToLayer = blocks });
        if (hooks.Has(new Site(SiteKind.FinalNormalized)))
        {
            _ = Model.FinalNorm(residual, hooks);
        }

        return [.. batch.Units.Select((unit, row) => Write(unit, row, sites, cache))];
    }

    public override CaptureResult Summarise(IEnumerable<CaptureRecord> records)
    {
        CaptureRecord[] all = [.. records];
        IReadOnlyList<Site> sites = Sites;
        return new CaptureResult
        {
            Output = options.Output,
            Tensors = all.Length * (sites.Count + 1),
            N = all.Length,
            Tokens = all.Sum(record => record.Tokens),
            Sites = [.. sites.Select((site, index) =>
                new CapturedSite(site.Name, MeanInterval.StudentT([.. all.Select(record => record.RootMeanSquares[index])])))],
            Notes = Data.Notes,
        };
    }

    public override IEnumerable<CsvTable> Tables(CaptureResult result) => [CaptureTables.Sites.Csv(result.Sites)];

    public override IEnumerable<DrawnFigure> Draw(CaptureResult result) => [];

    public override SummaryTable Headline(CaptureResult result) => CaptureTables.Headline(result, ModelName);

    public override RunMeasurements Measure(CaptureResult result, IEnumerable<CaptureRecord> records)
    {
        CaptureRecord[] all = [.. records];
        return new RunMeasurements(
        [
            RecordMetric<CaptureRecord>.Read(
                "activations",
                all,
                result.Sites.Select((site, index) => RecordMetric<CaptureRecord>.Mean("rms " + site.Site, record => record.RootMeanSquares[index])),
                record => record.Id,
                null),
        ]);
    }

    protected override PromptData Open(ModelSource source) => options.Prompt is not null || options.TokenIds.Count > 0
        ? PromptData.Given(source, options.Prompt, options.TokenIds, [])
        : PromptData.Of(source, options.Data, options.Prompts, options.Seed, DemonstrationScope.Run);

    protected override void Dispose(bool disposing)
    {
        _rows?.Dispose();
        base.Dispose(disposing);
    }

    // All layers' activations are held at once, so a batch gets a layer's share of the memory.
    private IReadOnlyList<WorkBatch> Cut()
    {
        RunOptions run = new() { Batch = options.Batch with { Memory = new ByteSize(options.Batch.Memory.Bytes / Math.Max(1, Config.Layers)) } };
        IEnumerable<WorkUnit> units = Data.Prompts.Select((prompt, index) => new WorkUnit(prompt.Id, index));
        return WorkBatch.Of(new LengthBatches(Config, run, Source.Device).Cut(units, unit => Data.Prompts[unit.Example].Ids.Length, shared: 0));
    }

    private Dictionary<string, string> Metadata() => new()
    {
        ["model"] = Source.Files.Id,
        ["sites"] = string.Join(',', Sites.Select(site => site.Name)),
        ["sequences"] = string.Join(',', Batches.SelectMany(batch => batch.Units).Select(unit => unit.Id)),
    };

    private IReadOnlyList<TensorSpec> Specs(WorkUnit unit)
    {
        int length = Data.Prompts[unit.Example].Ids.Length;
        return
        [
            new TensorSpec($"{unit.Id}/tokens", CheckpointDType.I64, [length]),
            .. Sites.Select(site => new TensorSpec($"{unit.Id}/{site.Name}", CheckpointDType.F32, ActivationShapes.Of(site, Config, length))),
        ];
    }

    private CaptureRecord Write(WorkUnit unit, int row, IReadOnlyList<Site> sites, ActivationCache cache)
    {
        using DisposeScope scope = NewDisposeScope();
        int[] tokens = Data.Prompts[unit.Example].Ids;
        Rows.Write(MemoryMarshal.AsBytes<long>([.. tokens.Select(id => (long)id)]));
        double[] sizes = new double[sites.Count];
        for (int site = 0; site < sites.Count; site++)
        {
            byte[] bytes = ActivationShapes.Row(sites[site], cache[sites[site]], row, tokens.Length).to(ScalarType.Float32).cpu().contiguous().bytes.ToArray();
            Rows.Write(bytes);
            sizes[site] = RootMeanSquare(MemoryMarshal.Cast<byte, float>(bytes));
        }

        return new CaptureRecord { Id = unit.Id, Tokens = tokens.Length, RootMeanSquares = sizes };
    }

    // Scores of positions that attention cannot see are not finite.
    private static double RootMeanSquare(ReadOnlySpan<float> values)
    {
        double sum = 0;
        long count = 0;
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                sum += (double)value * value;
                count++;
            }
        }

        return count == 0 ? double.NaN : Math.Sqrt(sum / count);
    }
}
