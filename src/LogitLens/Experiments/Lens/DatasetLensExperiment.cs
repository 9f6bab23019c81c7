using LogitLens.Datasets;
using LogitLens.Runs;
using LogitLens.Statistics;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.Lens.LensRecord>;

namespace LogitLens.Experiments.Lens;

/// <summary>The lens at the label's position of every example, under every condition.</summary>
internal sealed class DatasetLensExperiment(LogitLensOptions options, IProgressSink progress)
    : ConditionsExperiment<ClassificationTask, LensRecord, LogitLensResult>(options.Model, options.Data, progress)
{
    // At the last layer: what the model itself answers.
    private static readonly Metric[] s_metrics =
    [
        Metric.Share("accuracy", record => record.Predicted(Last(record)) == record.Label),
        Metric.Share("exact_accuracy", record => record.RightRank[Last(record)] == 0),
        Metric.Mean("label_probability", record => Math.Exp(record.LabelLogProbs[Last(record)][record.Label]), ValueRange.Share),
        Metric.Mean("label_probability_among_labels", record => record.ProbabilityAmongLabels(Last(record), record.Label), ValueRange.Share),
    ];

    private readonly ChosenReadout _readout = new(options.Readout, progress);

    public override IReadOnlyList<WorkBatch> Plan()
    {
        RequireKnownExamples();
        return base.Plan();
    }

    public override IReadOnlyList<LensRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        ConditionPrompts prompts = Data.Conditions[batch.Units[0].Condition];
        int[] labels = Data.LabelTokens;
        int[][] rest = [.. batch.Units.Select(unit => prompts.Prompts[unit.Example].Ids.Skip(prompts.SharedLength).ToArray())];

        // The right label comes first, because it alone is ranked.
        int[][] tokens = [.. batch.Units.Select(unit => (int[])[labels[LabelOf(unit)], .. labels])];
        LensReading[][] readings = new LastPositionLens(Model, _readout.Loaded).Read(
            rest, tokens, PrefixOf(prompts), options.Run.Batch.Memory.Bytes / 8, ranked: 1);
        return [.. batch.Units.Zip(readings, (unit, layers) => Record(unit, prompts, layers))];
    }

    public override LogitLensResult Summarise(IEnumerable<LensRecord> records)
    {
        LogitLensResult result = new LensSummary(Data.DistinctConditions, Data.Labels.Names, options.Run.Seed, Data.Clusters).Of(records, options.Examples);
        return result with { Demonstrations = Data.Demonstrations, Readout = _readout.Described, Notes = [.. Data.Notes, .. _readout.Notes] };
    }

    public override IEnumerable<CsvTable> Tables(LogitLensResult result) => LensTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(LogitLensResult result)
    {
        Dictionary<string, string> texts = Data.Dataset.Examples.ToDictionary(example => example.Id, example => example.Text);
        return LensFigures.Of(result, result.ReadBy(Subject), chosen: options.Examples.Count > 0, example => texts.GetValueOrDefault(example));
    }

    public override SummaryTable Headline(LogitLensResult result) => LensTables.Headline(result, result.ReadBy(What));

    public override RunMeasurements Measure(LogitLensResult result, IEnumerable<LensRecord> records) => Measured(records, s_metrics, record => record.Label);

    public override GivenAnswer? AnswerOf(LogitLensResult result, LensRecord record) => GivenAnswer.OfLabels(
        record.Id, result.Labels, record.Label, [.. record.LabelLogProbs[Last(record)].Select(score => (double)score)]);

    protected override ClassificationTask Open(ModelSource source)
    {
        _readout.Find(source);
        return ClassificationTask.Open(source, options.Data, options.Prompts, options.Run.Seed, unasked: DemonstrationScope.Example);
    }

    protected override void Prepare() => _readout.Load(Source);

    protected override void Dispose(bool disposing)
    {
        _readout.Dispose();
        base.Dispose(disposing);
    }

    protected override IEnumerable<IEnumerable<WorkUnit>> Cut(int condition, ConditionPrompts prompts)
    {
        IEnumerable<WorkUnit> units = Data.Dataset.Examples.Select((example, index) => new WorkUnit(prompts.UnitId(example.Id), index, condition));
        return new LengthBatches(Config, options.Run, Source.Device)
            .Cut(units, unit => prompts.Prompts[unit.Example].Ids.Count - prompts.SharedLength, prompts.SharedLength);
    }

    private static int Last(LensRecord record) => record.LabelLogProbs.Count - 1;

    private int LabelOf(WorkUnit unit) => Data.Dataset.Examples[unit.Example].Label!.Value;

    private LensRecord Record(WorkUnit unit, ConditionPrompts prompts, LensReading[] layers) => new()
    {
        Id = unit.Id,
        Condition = prompts.Condition.Name,
        Example = Data.Dataset.Examples[unit.Example].Id,
        Draw = prompts.Draw,
        Label = LabelOf(unit),
        Tokens = prompts.Prompts[unit.Example].Ids.Count,
        LabelLogProbs = [.. layers.Select(layer => layer.TokenLogProbabilities[1..])],
        RightRank = [.. layers.Select(layer => layer.TokenRanks[0])],
        Kl = [.. layers.Select(layer => layer.KullbackLeibler)],
        Entropy = [.. layers.Select(layer => layer.Entropy)],
    };

    private void RequireKnownExamples()
    {
        HashSet<string> known = [.. Data.Dataset.Examples.Select(example => example.Id)];
        if (options.Examples.FirstOrDefault(id => !known.Contains(id)) is { } missing)
        {
            throw new InputException($"--examples {missing}: {Data.Dataset.Name} has no such example in this run; ids look like {Data.Dataset.Examples[0].Id}");
        }
    }
}
