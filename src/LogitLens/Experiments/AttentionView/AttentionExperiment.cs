using System.Runtime.InteropServices;
using LogitLens.Checkpoints;
using LogitLens.Experiments.HeadAblation;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Statistics;

namespace LogitLens.Experiments.AttentionView;

/// <summary>What heads attend to: every pattern of one prompt, or the last position's attention to the parts of a dataset's prompts.</summary>
internal sealed class AttentionExperiment(AttentionOptions options, IProgressSink progress)
    : ModelExperiment<PromptData, AttentionRecord, AttentionResult>(options.Model, progress)
{
    private const string PatternsFile = "attention.safetensors";
    private const int DescribedPrompts = 32;

    private WideRows? _rows;
    private RunSetup<AttentionSetup>? _setup;

    public override RunSetup<AttentionSetup> Setup => _setup ??= new(_ => new AttentionSetup(
        new HeadDescriptions(Model).Of([.. Data.Prompts.Take(DescribedPrompts).Select(prompt => prompt.Ids)], options.Run.Seed)));

    public override WideRows? Rows => options.IsPrompt ? _rows ??= new WideRows(PatternsFile, Specs, Metadata()) { IsInFolder = true } : null;

    private bool WithValues => options.Weight == AttentionWeight.Values;

    private IEnumerable<string> Names => Enumerable.Range(0, Config.Layers).SelectMany(layer =>
        WithValues ? [PatternOf(layer), WeightedOf(layer)] : (string[])[PatternOf(layer)]);

    public override IReadOnlyList<WorkBatch> Plan()
    {
        _ = HeadRange.Resolve(options.Heads, Config);
        IEnumerable<WorkUnit> units = Data.Prompts.Select((prompt, index) => new WorkUnit(prompt.Id, index));
        return WorkBatch.Of(new LengthBatches(Config, options.Run, Source.Device).Cut(units, unit => Data.Prompts[unit.Example].Ids.Length, shared: 0));
    }

    public override IReadOnlyList<AttentionRecord> Compute(WorkBatch batch, CancellationToken cancellation) =>
    [
        .. batch.Units.Select(unit =>
        {
            cancellation.ThrowIfCancellationRequested();
            PartedPrompt prompt = Data.Prompts[unit.Example];
            return options.IsPrompt ? Written(prompt) : Shared(prompt);
        }),
    ];

    public override AttentionResult Summarise(IEnumerable<AttentionRecord> records)
    {
        AttentionRecord[] all = [.. records];
        return new AttentionResult
        {
            N = all.Length,
            Weight = options.Weight,
            Tokens = options.IsPrompt ? [.. Data.Prompts[0].Ids.Select(id => Source.Files.Tokenizer?.TokenText(id) ?? $"{id}")] : [],
            Patterns = options.IsPrompt ? PatternsFile : null,
            Heads = Setup.Value.Descriptions,
            Parts = [.. Parts(all)],
            Notes =
            [
                .. Data.Notes,
                $"first and previous token and entropy are means over the queries of "
                + $"{(options.IsPrompt ? "the prompt" : $"{Math.Min(DescribedPrompts, Data.Prompts.Count)} prompts")}; "
                + "duplicate token and induction are measured on random tokens repeated once",
            ],
        };
    }

    public override IEnumerable<CsvTable> Tables(AttentionResult result) => AttentionTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(AttentionResult result)
    {
        AttentionFigures figures = new(result, options.IsPrompt ? ModelName : $"{ModelName} on {ShownName.Of(options.Data.Dataset)}", Config);
        if (Rows is not { } rows)
        {
            return figures.OfDataset();
        }

        using Checkpoint written = rows.Read();
        double[][][][] weights =
        [
            .. Enumerable.Range(0, Config.Layers).Select(layer => Read(written, WithValues ? WeightedOf(layer) : PatternOf(layer), result.Tokens.Count)),
        ];
        return [.. figures.OfPrompt(weights, options.Heads.Count == 0 ? [] : HeadRange.Resolve(options.Heads, Config))];
    }

    public override SummaryTable Headline(AttentionResult result) => AttentionTables.Headline(result, ModelName);

    public override RunMeasurements Measure(AttentionResult result, IEnumerable<AttentionRecord> records)
    {
        if (options.IsPrompt)
        {
            return RunMeasurements.None("looks at one prompt; only runs over a dataset have examples to compare");
        }

        AttentionRecord[] all = [.. records];
        IEnumerable<string> parts = result.Parts.Select(part => part.Part).Distinct();
        return new RunMeasurements([RecordMetric<AttentionRecord>.Read(
            "attention",
            all,
            parts.Select(part => RecordMetric<AttentionRecord>.Mean(
                "attention to " + part,
                record => record.ToParts!.TryGetValue(part, out IReadOnlyList<double[]>? shares) ? shares.Average(layer => layer.Average()) : double.NaN)),
            record => record.Id,
            null)]);
    }

    protected override PromptData Open(ModelSource source) => options.IsPrompt
        ? PromptData.Given(source, options.Prompt, options.TokenIds, [])
        : PromptData.Of(source, options.Data, options.Prompts, options.Run.Seed);

    protected override void Dispose(bool disposing)
    {
        _rows?.Dispose();
        base.Dispose(disposing);
    }

    private static string PatternOf(int layer) => new Site(SiteKind.Pattern, layer).Name;

    private static string WeightedOf(int layer) => $"blocks.{layer}.attn.value_weighted_pattern";

    private Dictionary<string, string> Metadata() => new() { ["model"] = Source.Files.Id, ["tokens"] = string.Join(',', Data.Prompts[0].Ids) };

    private IReadOnlyList<TensorSpec> Specs(WorkUnit unit)
    {
        int length = Data.Prompts[unit.Example].Ids.Length;
        return [.. Names.Select(name => new TensorSpec(name, CheckpointDType.F32, [Config.Heads, length, length]))];
    }

    private AttentionRecord Written(PartedPrompt prompt)
    {
        AttentionWeights.Read(
            Model,
            prompt.Ids,
            (_, pattern, weighted) =>
            {
                Rows!.Write(pattern.cpu().contiguous().bytes);
                if (weighted is not null)
                {
                    Rows.Write(weighted.cpu().contiguous().bytes);
                }
            },
            WithValues);
        return new AttentionRecord { Id = prompt.Id, Tokens = prompt.Ids.Length };
    }

    private AttentionRecord Shared(PartedPrompt prompt)
    {
        int length = prompt.Ids.Length;
        string[] parts = prompt.Spans is null ? [.. Enumerable.Repeat("text", length)] : PromptParts.Of(prompt.Spans, length);
        Dictionary<string, IReadOnlyList<double[]>> shares = parts.Distinct().ToDictionary(
            part => part, IReadOnlyList<double[]> (_) => new double[Config.Layers][]);
        AttentionWeights.Read(
            Model,
            prompt.Ids,
            (layer, pattern, weighted) =>
            {
                double[][] last = [.. (weighted ?? pattern).select(1, length - 1).Doubles().Chunk(length)];
                foreach ((string part, IReadOnlyList<double[]> byLayer) in shares)
                {
                    ((double[][])byLayer)[layer] = [.. last.Select(head => head.Where((_, key) => parts[key] == part).Sum() / head.Sum())];
                }
            },
            WithValues);
        return new AttentionRecord { Id = prompt.Id, Tokens = length, ToParts = shares };
    }

    private IEnumerable<HeadPart> Parts(AttentionRecord[] records) =>
        from part in records.SelectMany(record => record.ToParts?.Keys ?? []).Distinct()
        let having = records.Where(record => record.ToParts!.ContainsKey(part)).ToArray()
        let clusters = Data.ClustersOf(having.Select(record => record.Id))
        from head in HeadId.All(Config)
        select new HeadPart(head.Layer, head.Head, part, MeanInterval.Within(
            [.. having.Select(record => Math.Clamp(record.ToParts![part][head.Layer][head.Head], 0, 1))], ValueRange.Share, clusters));

    // [head][query][key] of a layer.
    private static double[][][] Read(Checkpoint file, string name, int length) =>
    [
        .. MemoryMarshal.Cast<byte, float>(file.ReadBytes(file.Tensors[name])).ToArray().Select(value => (double)value)
            .Chunk(length).Chunk(length),
    ];
}
