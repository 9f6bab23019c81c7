using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.Sweeps;
using LogitLens.Interventions;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Statistics;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.HeadAblation.QuestionAblationRecord>;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>
/// Edits each part of a model in turn and has the answers to questions written anew. A unit is a question, answered under every edit.
/// </summary>
internal sealed class QuestionAblation(HeadAblationOptions options, IProgressSink progress)
    : ModelExperiment<QuestionTask, QuestionAblationRecord, QuestionAblationResult>(options.Model, progress)
{
    private const int DescribedPrompts = 32;

    private static readonly Metric[] s_metrics =
    [
        Metric.Share("clean_exact", record => record.Clean!.Correct),
        Metric.Mean("clean_answer_log_prob", record => record.CleanLogProb, ValueRange.NonPositive),
    ];

    private RunSetup<QuestionSetup>? _setup;
    private MeanActivations[] _means = [];
    private AblationEdits[] _edits = [];

    public override IRunSetup? Setup => options.Ablation.What == SweptPart.Heads ? Described : null;

    private RunSetup<QuestionSetup> Described => _setup ??= new(_ => new QuestionSetup(Describe(), ExampleAttention.Of(
        Model,
        Data.Questions.Zip(Data.Conditions[0].Prompts, (question, prompt) => (question.Id, prompt.Ids.ToArray())).Take(DescribedPrompts),
        token => Source.Files.Tokenizer?.TokenText(token) ?? $"{token}")));

    private QuestionBatches Batches => new(Config, options.Run, Source.Device);

    public override IReadOnlyList<WorkBatch> Plan()
    {
        _ = Items();
        return WorkBatch.Of(Enumerable.Range(0, Data.Conditions.Count).SelectMany(
            draw => Batches.Cut(Data.Conditions[draw], Data.Room).Select(batch => batch.Select(index => UnitOf(draw, index)))));
    }

    public override IReadOnlyList<QuestionAblationRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        int[] chosen = batch.Examples;
        SweepItem[] items = [.. Items()];
        ContinuationReader reader = new(Source.Files.Tokenizer, new DecodingOptions().StopSequences());
        ConditionPrompts prompts = Data.Conditions[batch.Condition];
        AnswerSweep sweep = new(Model, Data, prompts, reader, options.Answers.MaxNewTokens, tokens => MostRows(prompts, tokens));
        (ScoredAnswer[] clean, ScoredAnswer[][] edited) = sweep.Measure(chosen, [.. items.Select(_edits[batch.Condition].Of)], cancellation);
        return [.. batch.Units.Select((unit, row) => Record(unit, items, clean[row], [.. edited.Select(each => each[row])]))];
    }

    public override QuestionAblationResult Summarise(IEnumerable<QuestionAblationRecord> records) =>
        new QuestionAblationSummary(options, Config) { Clusters = Data.Clusters }.Of(records, Items()) with
        {
            Descriptions = Setup is null ? [] : Described.Value.Descriptions,
            Demonstrations = Data.Demonstrations,
            Notes = Data.Notes,
        };

    public override IEnumerable<CsvTable> Tables(QuestionAblationResult result) => QuestionAblationTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(QuestionAblationResult result) => QuestionAblationFigures.Of(result, What);

    public override SummaryTable Headline(QuestionAblationResult result) => QuestionAblationTables.Headline(result, What);

    public override RunMeasurements Measure(QuestionAblationResult result, IEnumerable<QuestionAblationRecord> records)
    {
        QuestionAblationRecord[] all = [.. records];
        ConditionGroup<QuestionAblationRecord> group = QuestionAblationRecord.Group(all);
        return new RunMeasurements([Metric.Read("clean", all, s_metrics, record => record.Example ?? record.Id, null, record => record.Draw)])
        {
            Effects = result.ToParts(result.Metric) with { ByExample = QuestionAblationSummary.Exact(group).ByPart(result.Items, group.Examples) },
        };
    }

    public override GivenAnswer? AnswerOf(QuestionAblationResult result, QuestionAblationRecord record) => record.Clean is not { } clean
        ? null
        : GivenAnswer.OfWritten(record.Id, record.Answer, clean.Found ?? clean.Continuation, clean.Class, record.CleanLogProb);

    protected override QuestionTask Open(ModelSource source) =>
        QuestionTask.Open(source, options.Data, options.Prompts, options.Answers.MaxNewTokens, options.Run.Seed);

    protected override void Prepare()
    {
        SweptData[] draws = [.. Data.Conditions.Select(AsSwept)];
        if (options.Ablation.Method == AblationMethod.Mean)
        {
            IReadOnlyList<Site> sites = AblationEdits.Sites(options.Ablation.What, Config);
            _means =
            [
                .. draws.Zip(Data.Conditions, (data, prompts) =>
                    ReferenceMeans.Of(Model, data, [.. Batches.Cut(prompts, Data.Room)], sites, MeanScope.Dataset, Progress)),
            ];
        }

        _edits = [.. draws.Select((data, draw) => new AblationEdits(options, data, _means.ElementAtOrDefault(draw), Config.Layers))];
    }

    protected override void Dispose(bool disposing)
    {
        Array.ForEach(_means, means => means.Dispose());
        base.Dispose(disposing);
    }

    private string What => $"{ModelName}, {ShownName.Of(options.Data.Dataset)}";

    private IReadOnlyList<SweepItem> Items() => AblationItems.Of(options, Config, []);

    // The prompts as those parts of a sweep take them that read no labels: mean activations, and edits.
    private SweptData AsSwept(ConditionPrompts prompts) => new(
        [.. Data.Questions.Zip(prompts.Prompts, (question, prompt) => new SweptExample(question.Id, 0, [.. prompt.Ids], prompt.Spans, null))],
        prompts.SharedLength, [], [], Data.Input, []);

    private WorkUnit UnitOf(int draw, int question)
    {
        string id = Data.Questions[question].Id;
        return new WorkUnit(Data.Conditions[draw].Draw is { } number ? $"draw-{number}/{id}" : id, question, draw);
    }

    private IReadOnlyList<HeadDescription> Describe() =>
        new HeadDescriptions(Model).Of(
            [.. Data.Conditions[0].Prompts.Take(DescribedPrompts).Select(prompt => prompt.Ids.ToArray())], options.Run.Seed);

    private int MostRows(ConditionPrompts prompts, int tokens)
    {
        int byUse = LengthBatches.UsefulTokens(Model.Device.type == DeviceType.CUDA) / (tokens - prompts.SharedLength);
        return Math.Min(byUse, Batches.RowsWithin(options.Run.Batch.Memory.Bytes, tokens + Data.Room));
    }

    private QuestionAblationRecord Record(WorkUnit unit, SweepItem[] items, ScoredAnswer clean, ScoredAnswer[] edited)
    {
        Question question = Data.Questions[unit.Example];
        ConditionPrompts prompts = Data.Conditions[unit.Condition];
        return new QuestionAblationRecord
        {
            Id = unit.Id,
            Example = prompts.Draw is null ? null : question.Id,
            Draw = prompts.Draw,
            Tokens = prompts.Prompts[unit.Example].Ids.Count,
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
