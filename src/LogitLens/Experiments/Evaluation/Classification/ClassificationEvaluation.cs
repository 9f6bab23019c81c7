using LogitLens.Experiments.Classification;
using LogitLens.Experiments.Inputs;
using LogitLens.Models.Generation;
using LogitLens.Runs;

namespace LogitLens.Experiments.Evaluation.Classification;

/// <summary>Which label word the model puts after each example, under every condition.</summary>
public sealed class ClassificationEvaluation(EvaluateOptions options, IProgressSink progress)
    : IExperiment<EvaluationUnit, ClassificationRecord, ClassificationResult>
{
    private readonly SharedPrefix _prefix = new();

    private ModelSource? _source;
    private ClassificationTask? _task;
    private LoadedModel? _model;

    private ModelSource Source => _source ??= ModelSource.Find(options.Model, progress);

    private ClassificationTask Task => _task ??= ClassificationTask.Open(
        Source, options.Data, options.Prompts, options.Run.Seed, options.Task.LabelScoring, options.Task.Calibrate ? ContentFree.Texts : null);

    /// <inheritdoc/>
    public RunInputs Inputs => new() { Model = _model?.Input, Dataset = _task?.Input, Engine = _model?.Engine };

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<EvaluationUnit>> Plan()
    {
        LengthBatches lengths = new(Source.Files.Config, options.Run, Source.Device);
        return
        [
            .. Enumerable.Range(0, Task.Conditions.Count).SelectMany(condition =>
            {
                ConditionPrompts prompts = Task.Conditions[condition];
                return lengths.Cut(Units(condition), unit => Prompt(prompts, unit).Count - prompts.SharedLength, prompts.SharedLength)
                    .Select(batch => new WorkBatch<EvaluationUnit>(batch));
            }),
        ];
    }

    /// <inheritdoc/>
    public void Load()
    {
        _model = Source.Load();
        foreach (string note in Task.Notes())
        {
            progress.Note(note);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<ClassificationRecord> Compute(WorkBatch<EvaluationUnit> batch, CancellationToken cancellation)
    {
        ConditionPrompts prompts = Task.Conditions[batch.Units[0].Condition];
        int[][] rest = [.. batch.Units.Select(unit => Prompt(prompts, unit).Skip(prompts.SharedLength).ToArray())];
        TokenGenerator.TokenChoice choose = ExampleDraws.Choice(options.Decoding, options.Run.Seed, batch.Units.Select(unit => unit.Id));
        LabelReading[] readings = new LabelScorer(_model!.Transformer, Task.Words, Task.Scoring).Read(rest, _prefix.Of(prompts, _model.Transformer), choose);
        return [.. batch.Units.Zip(readings, (unit, reading) => Record(unit, prompts, reading))];
    }

    /// <inheritdoc/>
    public ClassificationResult Summarise(IEnumerable<ClassificationRecord> records)
    {
        Condition[] conditions = [.. Task.Conditions.Select(condition => condition.Condition)];
        return new ClassificationSummary(conditions, Task.Labels.Words, options.Run.Seed).Of(records) with { Notes = [.. Task.Notes()] };
    }

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(ClassificationResult result) => ClassificationTables.Of(result);

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(ClassificationResult result) => ClassificationFigures.Of(result, $"{ShownName.Of(options.Model.Model)}, {ShownName.Of(options.Data.Dataset)}");

    /// <inheritdoc/>
    public SummaryTable Headline(ClassificationResult result) =>
        ClassificationTables.Headline(result, $"{ShownName.Of(options.Model.Model)} on {ShownName.Of(options.Data.Dataset)}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _prefix.Dispose();
        _model?.Dispose();
    }

    // The texts without content are numbered after the examples.
    private IEnumerable<EvaluationUnit> Units(int condition)
    {
        ConditionPrompts prompts = Task.Conditions[condition];
        IEnumerable<string> names =
            [.. Task.Dataset.Examples.Select(example => example.Id), .. prompts.ContentFree.Select((_, text) => $"content-free:{text + 1}")];
        return names.Select((name, index) => new EvaluationUnit($"{prompts.Condition.Name}/{name}", condition, index));
    }

    private static IReadOnlyList<int> Prompt(ConditionPrompts prompts, EvaluationUnit unit) =>
        (unit.Example < prompts.Prompts.Count ? prompts.Prompts[unit.Example] : prompts.ContentFree[unit.Example - prompts.Prompts.Count]).Ids;

    private ClassificationRecord Record(EvaluationUnit unit, ConditionPrompts prompts, LabelReading reading)
    {
        int examples = Task.Dataset.Examples.Count;
        bool isExample = unit.Example < examples;
        int decodedLabel = Array.FindIndex(Task.LabelTokens, token => token == reading.Decoded);
        return new ClassificationRecord
        {
            Id = unit.Id,
            Condition = prompts.Condition.Name,
            Example = isExample ? Task.Dataset.Examples[unit.Example].Id : ContentFree.Texts[unit.Example - examples],
            Label = isExample ? Task.Dataset.Examples[unit.Example].Label : null,
            Tokens = Prompt(prompts, unit).Count,
            LabelLogProbs = reading.LabelLogProbs,
            Decoded = reading.Decoded,
            DecodedText = Source.Files.Tokenizer?.TokenText(reading.Decoded),
            DecodedLabel = decodedLabel < 0 ? null : decodedLabel,
        };
    }
}
