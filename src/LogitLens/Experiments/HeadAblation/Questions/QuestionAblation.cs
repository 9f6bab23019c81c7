using LogitLens.Experiments.Classification;
using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.Evaluation.Generation;
using LogitLens.Experiments.Inputs;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation.Questions;

/// <summary>
/// Edits each part of a model in turn and has the answers to questions written anew. A unit is a question, answered under every edit; one
/// more unit describes the heads.
/// </summary>
public sealed class QuestionAblation(HeadAblationOptions options, IProgressSink progress)
    : IExperiment<AblationUnit, QuestionAblationRecord, QuestionAblationResult>
{
    private const string SetupId = "setup";
    private const int DescribedPrompts = 32;

    private ModelSource? _source;
    private GenerationTask? _task;
    private LoadedModel? _model;
    private MeanActivations? _means;
    private ItemEdits? _edits;

    private ModelSource Source => _source ??= ModelSource.Find(options.Model, progress);

    private GenerationTask Task =>
        _task ??= GenerationTask.Open(Source, options.Data, options.Prompts, options.Answers.MaxNewTokens, options.Run.Seed);

    private ConditionPrompts Prompts => Task.Conditions[0];

    private ModelConfig Config => Source.Files.Config;

    private QuestionBatches Batches => new(Config, options.Run, Source.Device);

    /// <inheritdoc/>
    public RunInputs Inputs => new() { Model = _model?.Input, Dataset = _task?.Input, Engine = _model?.Engine };

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<AblationUnit>> Plan()
    {
        _ = Items();
        WorkBatch<AblationUnit>[] setup = options.Ablation.What == SweptPart.Heads ? [new([new AblationUnit(SetupId, -1)])] : [];
        return
        [
            .. setup,
            .. Batches.Cut(Prompts, Task.Room).Select(batch =>
                new WorkBatch<AblationUnit>([.. batch.Select(index => new AblationUnit(Task.Questions[index].Id, index))])),
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

        SweptData data = AsSwept();
        if (options.Ablation.Method == AblationMethod.Mean)
        {
            IReadOnlyList<Site> sites = ItemEdits.Sites(options.Ablation.What, Config);
            _means = ReferenceMeans.Of(_model.Transformer, data, [.. Batches.Cut(Prompts, Task.Room)], sites, MeanScope.Dataset, progress);
        }

        _edits = new ItemEdits(options, data, _means);
    }

    /// <inheritdoc/>
    public IReadOnlyList<QuestionAblationRecord> Compute(WorkBatch<AblationUnit> batch, CancellationToken cancellation)
    {
        if (batch.Units[0].Example < 0)
        {
            return [new QuestionAblationRecord { Id = SetupId, Descriptions = Describe() }];
        }

        int[] chosen = [.. batch.Units.Select(unit => unit.Example)];
        SweptItem[] items = [.. Items()];
        ContinuationReader reader = new(Source.Files.Tokenizer, new DecodingOptions().StopSequences());
        AnswerSweep sweep = new(_model!.Transformer, Task, reader, options.Answers.MaxNewTokens, MostRows);
        (ScoredAnswer[] clean, ScoredAnswer[][] edited) = sweep.Measure(chosen, [.. items.Select(_edits!.Of)], cancellation);
        return [.. chosen.Select((question, row) => Record(question, items, clean[row], [.. edited.Select(each => each[row])]))];
    }

    /// <inheritdoc/>
    public QuestionAblationResult Summarise(IEnumerable<QuestionAblationRecord> records) =>
        new QuestionAblationSummary(options, Config).Of(records, Items()) with { Notes = [.. Task.Notes()] };

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(QuestionAblationResult result) => QuestionAblationTables.Of(result);

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(QuestionAblationResult result) => QuestionAblationFigures.Of(result, What);

    /// <inheritdoc/>
    public SummaryTable Headline(QuestionAblationResult result) => QuestionAblationTables.Headline(result, What);

    /// <inheritdoc/>
    public void Dispose()
    {
        _means?.Dispose();
        _model?.Dispose();
    }

    private string What => $"{ShownName.Of(options.Model.Model)}, {ShownName.Of(options.Data.Dataset)}";

    private IReadOnlyList<SweptItem> Items() => SweptItems.Of(options, Config, []);

    // The prompts as those parts of a sweep take them that read no labels: mean activations, and edits.
    private SweptData AsSwept() => new(
        [.. Task.Questions.Zip(Prompts.Prompts, (question, prompt) => new SweptExample(question.Id, 0, [.. prompt.Ids], prompt.Spans, null))],
        Prompts.SharedLength, [], [], Task.Input, []);

    private IReadOnlyList<HeadDescription> Describe() =>
        new HeadDescriptions(_model!.Transformer).Of(
            [.. Prompts.Prompts.Take(DescribedPrompts).Select(prompt => prompt.Ids.ToArray())], options.Run.Seed);

    private int MostRows(int tokens)
    {
        int byUse = LengthBatches.UsefulTokens(_model!.Transformer.Device.type == DeviceType.CUDA) / (tokens - Prompts.SharedLength);
        return Math.Min(byUse, Batches.RowsWithin(options.Run.Memory.Bytes, tokens + Task.Room));
    }

    private QuestionAblationRecord Record(int index, SweptItem[] items, ScoredAnswer clean, ScoredAnswer[] edited)
    {
        Question question = Task.Questions[index];
        return new QuestionAblationRecord
        {
            Id = question.Id,
            Tokens = Prompts.Prompts[index].Ids.Count,
            Question = question.Text,
            Answer = question.Answer?.Text,
            Clean = clean.Answer,
            CleanLogProb = clean.LogProb,
            EditedCorrect = [.. edited.Select(each => each.Answer.Correct)],
            EditedLogProb = [.. edited.Select(each => each.LogProb)],
            Changed =
            [
                .. items.Zip(edited).Where(pair => !IsSame(pair.Second.Answer, clean.Answer))
                    .Select(pair => new ChangedAnswer(pair.First.Name, pair.Second.Answer)),
            ],
        };
    }

    // Line ends may be written in other tokens; what was read is the same.
    private static bool IsSame(WrittenAnswer edited, WrittenAnswer clean) =>
        edited.Continuation is null ? edited.NewTokens.SequenceEqual(clean.NewTokens) : edited.Continuation == clean.Continuation;
}
