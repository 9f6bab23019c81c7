using LogitLens.Datasets;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Statistics;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.Evaluation.ClassificationRecord>;

namespace LogitLens.Experiments.Evaluation;

/// <summary>Which label word the model puts after each example, under every condition.</summary>
internal sealed class ClassificationEvaluation(EvaluateOptions options, IProgressSink progress)
    : ConditionsExperiment<ClassificationTask, ClassificationRecord, ClassificationResult>(options.Model, options.Data, progress)
{
    // Texts without content are no examples.
    private static readonly Metric[] s_metrics =
    [
        Metric.Share("accuracy", record => record.Correct == true),
        Metric.Share("exact_accuracy", record => record.ExactlyCorrect == true),
        Metric.Mean("label_probability", record => Math.Exp(record.LabelLogProbs[record.Label!.Value]), ValueRange.Share),
        Metric.Mean("label_probability_among_labels", record => record.Probabilities[record.Label!.Value], ValueRange.Share),
    ];

    public override IReadOnlyList<ClassificationRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        ConditionPrompts prompts = Data.Conditions[batch.Units[0].Condition];
        int[][] rest = [.. batch.Units.Select(unit => Prompt(prompts, unit).Skip(prompts.SharedLength).ToArray())];
        TokenGenerator.TokenChoice choose = ExampleDraws.Choice(options.Decoding, options.Run.Seed, batch.Units.Select(unit => unit.Id));
        LabelReading[] readings = new LabelScorer(Model, Data.Words, Data.Scoring).Read(rest, PrefixOf(prompts), choose);
        return [.. batch.Units.Zip(readings, (unit, reading) => Record(unit, prompts, reading))];
    }

    public override ClassificationResult Summarise(IEnumerable<ClassificationRecord> records) =>
        new ClassificationSummary(Data.DistinctConditions, Data.Labels.Names, options.Run.Seed, Data.Clusters).Of(records) with
        {
            Demonstrations = Data.Demonstrations,
            Notes = Data.Notes,
        };

    public override IEnumerable<CsvTable> Tables(ClassificationResult result) => ClassificationTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(ClassificationResult result) => ClassificationFigures.Of(result, Subject);

    public override SummaryTable Headline(ClassificationResult result) => ClassificationTables.Headline(result, What);

    public override RunMeasurements Measure(ClassificationResult result, IEnumerable<ClassificationRecord> records) =>
        Measured(records.Where(record => record.Label is not null), s_metrics, record => record.Label!.Value);

    public override GivenAnswer? AnswerOf(ClassificationResult result, ClassificationRecord record) => record.Label is { } label
        ? GivenAnswer.OfLabels(record.Id, result.Labels, label, record.LabelLogProbs)
        : null;

    protected override ClassificationTask Open(ModelSource source) =>
        ClassificationTask.Open(
            source, options.Data, options.Prompts, options.Run.Seed, options.Task.LabelScoring, options.Task.Calibrate ? ContentFree.Texts : null,
            DemonstrationScope.Example);

    protected override IEnumerable<IEnumerable<WorkUnit>> Cut(int condition, ConditionPrompts prompts)
    {
        // The texts without content are numbered after the examples.
        IEnumerable<string> names =
        [
            .. Data.Dataset.Examples.Select(example => example.Id),
            .. prompts.ContentFree.Select((_, index) =>
                $"content-free:{(index % prompts.ContentFreeTexts) + 1}{(WhoseOwn(prompts, index) is { } id ? $":{id}" : "")}"),
        ];
        return new LengthBatches(Config, options.Run, Source.Device).Cut(
            names.Select((name, index) => new WorkUnit(prompts.UnitId(name), index, condition)), unit => Prompt(prompts, unit).Count - prompts.SharedLength,
            prompts.SharedLength);
    }

    // The example whose demonstrations stand before a text without content; null where all share them.
    private string? WhoseOwn(ConditionPrompts prompts, int contentFree) => prompts.ContentFree.Count > prompts.ContentFreeTexts
        ? Data.Dataset.Examples[contentFree / prompts.ContentFreeTexts].Id
        : null;

    private static IReadOnlyList<int> Prompt(ConditionPrompts prompts, WorkUnit unit) =>
        (unit.Example < prompts.Prompts.Count ? prompts.Prompts[unit.Example] : prompts.ContentFree[unit.Example - prompts.Prompts.Count]).Ids;

    private ClassificationRecord Record(WorkUnit unit, ConditionPrompts prompts, LabelReading reading)
    {
        int examples = Data.Dataset.Examples.Count;
        bool isExample = unit.Example < examples;
        int decodedLabel = Array.FindIndex(Data.LabelTokens, token => token == reading.Decoded);
        return new ClassificationRecord
        {
            Id = unit.Id,
            Condition = prompts.Condition.Name,
            Example = isExample ? Data.Dataset.Examples[unit.Example].Id : ContentFree.Texts[(unit.Example - examples) % prompts.ContentFreeTexts],
            Draw = prompts.Draw,
            For = isExample ? null : WhoseOwn(prompts, unit.Example - examples),
            Label = isExample ? Data.Dataset.Examples[unit.Example].Label : null,
            Tokens = Prompt(prompts, unit).Count,
            LabelLogProbs = reading.LabelLogProbs,
            Decoded = reading.Decoded,
            DecodedText = Config.Head is { } head ? head.Labels[reading.Decoded] : Source.Files.Tokenizer?.TokenText(reading.Decoded),
            DecodedLabel = decodedLabel < 0 ? null : decodedLabel,
        };
    }
}
