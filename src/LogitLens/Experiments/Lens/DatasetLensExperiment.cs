using LogitLens.Datasets.Prompts;
using LogitLens.Experiments.Conditions;
using LogitLens.Experiments.Inputs;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Statistics.Sampling;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.Lens.LensRecord>;

namespace LogitLens.Experiments.Lens;

/// <summary>The lens at the label's position of every example, under every condition.</summary>
public sealed class DatasetLensExperiment(LogitLensOptions options, IProgressSink progress)
    : ModelExperiment<ClassificationTask, LensRecord, LogitLensResult>(options.Model, progress)
{
    // At the last layer: what the model itself answers.
    private static readonly Metric[] s_metrics =
    [
        Metric.Share("accuracy", record => record.Predicted(Last(record)) == record.Label),
        Metric.Share("exact_accuracy", record => record.RightRank[Last(record)] == 0),
        Metric.Mean("label_probability", record => Math.Exp(record.LabelLogProbs[Last(record)][record.Label]), ValueRange.Share),
        Metric.Mean("label_probability_among_labels", record => record.ProbabilityAmongLabels(Last(record), record.Label), ValueRange.Share),
    ];

    private (int Condition, KeyValuePrefix Prefix)? _prefix;

    /// <inheritdoc/>
    public override IReadOnlyList<WorkBatch> Plan()
    {
        RequireKnownExamples();
        LengthBatches lengths = new(Config, options.Run, Source.Device);
        return
        [
            .. Enumerable.Range(0, Data.Conditions.Count).SelectMany(condition =>
            {
                ConditionPrompts prompts = Data.Conditions[condition];
                IEnumerable<WorkUnit> units = Data.Dataset.Examples.Select(
                    (example, index) => new WorkUnit(prompts.UnitId(example.Id), index, condition));
                return lengths.Cut(units, unit => prompts.Prompts[unit.Example].Ids.Count - prompts.SharedLength, prompts.SharedLength)
                    .Select(batch => new WorkBatch(batch));
            }),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LensRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        ConditionPrompts prompts = Data.Conditions[batch.Units[0].Condition];
        int[] labels = Data.LabelTokens;
        int[][] rest = [.. batch.Units.Select(unit => prompts.Prompts[unit.Example].Ids.Skip(prompts.SharedLength).ToArray())];

        // The right label comes first, because it alone is ranked.
        int[][] tokens = [.. batch.Units.Select(unit => (int[])[labels[LabelOf(unit)], .. labels])];
        LensReading[][] readings = new LastPositionLens(Model).Read(
            rest, tokens, PrefixOf(batch.Units[0].Condition), options.Run.Memory.Bytes / 8, ranked: 1);
        return [.. batch.Units.Zip(readings, (unit, layers) => Record(unit, prompts, layers))];
    }

    /// <inheritdoc/>
    public override LogitLensResult Summarise(IEnumerable<LensRecord> records)
    {
        LogitLensResult result = new LensSummary(Data.DistinctConditions, Data.Labels.Words, options.Run.Seed, Data.Clusters).Of(records, options.Examples);
        return result with { Demonstrations = Data.Demonstrations, Notes = Data.Notes };
    }

    /// <inheritdoc/>
    public override IEnumerable<CsvTable> Tables(LogitLensResult result) => LensTables.Of(result);

    /// <inheritdoc/>
    public override IEnumerable<IFigure> Draw(LogitLensResult result)
    {
        Dictionary<string, string> texts = Data.Dataset.Examples.ToDictionary(example => example.Id, example => example.Text);
        string what = $"{ShownName.Of(options.Model.Model)}, {ShownName.Of(options.Data.Dataset)}";
        return LensFigures.Of(result, what, chosen: options.Examples.Count > 0, example => texts.GetValueOrDefault(example));
    }

    /// <inheritdoc/>
    public override SummaryTable Headline(LogitLensResult result) => LensTables.Headline(result, $"{ShownName.Of(options.Model.Model)} on {ShownName.Of(options.Data.Dataset)}");

    /// <inheritdoc/>
    public override RunMeasurements Measure(LogitLensResult result, IEnumerable<LensRecord> records) => new([.. records
        .GroupBy(record => record.Condition)
        .Select(group => Metric.Read(group.Key, [.. group], s_metrics, record => record.Example, record => record.Label, record => record.Draw))]);

    /// <inheritdoc/>
    public override GivenAnswer? AnswerOf(LogitLensResult result, LensRecord record) => GivenAnswer.OfLabels(
        record.Id, result.Labels, record.Label, [.. record.LabelLogProbs[Last(record)].Select(score => (double)score)]);

    /// <inheritdoc/>
    protected override ClassificationTask Open(ModelSource source) =>
        ClassificationTask.Open(source, options.Data, options.Prompts, options.Run.Seed, unasked: DemonstrationScope.Example);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _prefix?.Prefix.Dispose();
        base.Dispose(disposing);
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

    // Batches of a condition follow each other, so one prefix at a time is kept.
    private KeyValuePrefix? PrefixOf(int condition)
    {
        ConditionPrompts prompts = Data.Conditions[condition];
        if (prompts.SharedLength == 0)
        {
            return null;
        }

        if (_prefix?.Condition != condition)
        {
            _prefix?.Prefix.Dispose();
            _prefix = (condition, Model.Prefix([.. prompts.Prompts[0].Ids.Take(prompts.SharedLength)]));
        }

        return _prefix.Value.Prefix;
    }

    private void RequireKnownExamples()
    {
        HashSet<string> known = [.. Data.Dataset.Examples.Select(example => example.Id)];
        if (options.Examples.FirstOrDefault(id => !known.Contains(id)) is { } missing)
        {
            throw new InputException($"--examples {missing}: {Data.Dataset.Name} has no such example in this run; ids look like {Data.Dataset.Examples[0].Id}");
        }
    }
}
