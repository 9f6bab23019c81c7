using LogitLens.Experiments.Classification;
using LogitLens.Experiments.Inputs;
using LogitLens.Models.Generation;
using LogitLens.Runs;

namespace LogitLens.Experiments.Evaluation.Generation;

/// <summary>What the model writes after each question, under every condition.</summary>
public sealed class GenerationEvaluation(EvaluateOptions options, IProgressSink progress)
    : IExperiment<EvaluationUnit, GenerationRecord, GenerationResult>
{
    private readonly SharedPrefix _prefix = new();

    private ModelSource? _source;
    private GenerationTask? _task;
    private LoadedModel? _model;

    private ModelSource Source => _source ??= ModelSource.Find(options.Model, progress);

    private GenerationTask Task =>
        _task ??= GenerationTask.Open(Source, options.Data, options.Prompts, options.Decoding.MaxNewTokens, options.Run.Seed);

    /// <inheritdoc/>
    public RunInputs Inputs => new() { Model = _model?.Input, Dataset = _task?.Input, Engine = _model?.Engine };

    /// <inheritdoc/>
    public IReadOnlyList<WorkBatch<EvaluationUnit>> Plan()
    {
        QuestionBatches batches = new(Source.Files.Config, options.Run, Source.Device);
        return
        [
            .. Enumerable.Range(0, Task.Conditions.Count).SelectMany(condition =>
            {
                ConditionPrompts prompts = Task.Conditions[condition];
                return batches.Cut(prompts, Task.Room).Select(batch => new WorkBatch<EvaluationUnit>([.. batch.Select(
                    index => new EvaluationUnit($"{prompts.Condition.Name}/{Task.Questions[index].Id}", condition, index))]));
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
    public IReadOnlyList<GenerationRecord> Compute(WorkBatch<EvaluationUnit> batch, CancellationToken cancellation)
    {
        ConditionPrompts prompts = Task.Conditions[batch.Units[0].Condition];
        int[][] rest = [.. batch.Units.Select(unit => prompts.Prompts[unit.Example].Ids.Skip(prompts.SharedLength).ToArray())];
        ContinuationReader reader = new(Source.Files.Tokenizer, options.Decoding.StopSequences());
        using BatchDecoder decoder = new(_model!.Transformer, rest, Task.Room, _prefix.Of(prompts, _model.Transformer));
        double[] answerScores = ContinuationScores.LogProbabilities(decoder, [.. batch.Units.Select(unit => Task.Questions[unit.Example].AnswerIds)]);
        IReadOnlyList<int[]> written = TokenGenerator.Generate(
            decoder,
            rest.Length,
            options.Decoding.MaxNewTokens,
            ExampleDraws.Choice(options.Decoding, options.Run.Seed, batch.Units.Select(unit => unit.Id)),
            (_, tokens) =>
            {
                cancellation.ThrowIfCancellationRequested();
                return reader.IsFinished(tokens);
            });
        return [.. batch.Units.Select((unit, row) => Record(unit, prompts, written[row], reader.Read(written[row]), answerScores[row]))];
    }

    /// <inheritdoc/>
    public GenerationResult Summarise(IEnumerable<GenerationRecord> records)
    {
        Condition[] conditions = [.. Task.Conditions.Select(condition => condition.Condition)];
        return new GenerationSummary(conditions, options.Run.Seed).Of(records) with { Notes = [.. Task.Notes()] };
    }

    /// <inheritdoc/>
    public IEnumerable<CsvTable> Tables(GenerationResult result) => GenerationTables.Of(result);

    /// <inheritdoc/>
    public IEnumerable<IFigure> Draw(GenerationResult result) => GenerationFigures.Of(result, $"{ShownName.Of(options.Model.Model)}, {ShownName.Of(options.Data.Dataset)}");

    /// <inheritdoc/>
    public SummaryTable Headline(GenerationResult result) => GenerationTables.Headline(result, $"{ShownName.Of(options.Model.Model)} on {ShownName.Of(options.Data.Dataset)}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _prefix.Dispose();
        _model?.Dispose();
    }

    private GenerationRecord Record(EvaluationUnit unit, ConditionPrompts prompts, int[] newTokens, Continuation continuation, double answerScore)
    {
        Question question = Task.Questions[unit.Example];
        AnswerVerdict verdict = question.Judge(continuation, newTokens);
        return new GenerationRecord
        {
            Id = unit.Id,
            Condition = prompts.Condition.Name,
            Example = question.Id,
            Tokens = prompts.Prompts[unit.Example].Ids.Count,
            Question = question.Text,
            Answer = question.Answer?.Text,
            Continuation = continuation.Text,
            NewTokens = newTokens,
            Finish = continuation.Finish,
            Found = verdict.Found,
            Class = verdict.Class,
            Detail = verdict.Detail,
            AnswerLogProb = answerScore,
        };
    }
}
