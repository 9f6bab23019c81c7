using LogitLens.Answers;
using LogitLens.Datasets;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Statistics;
using Metric = LogitLens.Runs.RecordMetric<LogitLens.Experiments.Evaluation.GenerationRecord>;

namespace LogitLens.Experiments.Evaluation;

/// <summary>What the model writes after each question, under every condition.</summary>
internal sealed class GenerationEvaluation(EvaluateOptions options, IProgressSink progress)
    : ConditionsExperiment<QuestionTask, GenerationRecord, GenerationResult>(options.Model, options.Data, progress)
{
    private static readonly Metric[] s_metrics =
    [
        Metric.Share("accuracy", record => record.Correct),
        Metric.Share("cut_off", record => record.Finish == FinishReason.Length),
        Metric.Mean("answer_log_prob", record => record.AnswerLogProb, ValueRange.NonPositive),
        Metric.Mean("new_tokens", record => record.NewTokens.Length, ValueRange.NonNegative),
    ];

    public override IReadOnlyList<GenerationRecord> Compute(WorkBatch batch, CancellationToken cancellation)
    {
        ConditionPrompts prompts = Data.Conditions[batch.Units[0].Condition];
        int[][] rest = [.. batch.Units.Select(unit => prompts.Prompts[unit.Example].Ids.Skip(prompts.SharedLength).ToArray())];
        ContinuationReader reader = new(Source.Files.Tokenizer, options.Decoding.StopSequences());
        using BatchDecoder decoder = new(Model, rest, Data.Room, PrefixOf(prompts));
        double[] answerScores = ContinuationScores.LogProbabilities(decoder, [.. batch.Units.Select(unit => Data.Questions[unit.Example].AnswerIds)]);
        IReadOnlyList<int[]> written = TokenGenerator.Generate(
            decoder,
            rest.Length,
            options.Decoding.MaxNewTokens,
            ExampleDraws.Choice(options.Decoding, options.Run.Seed, batch.Units.Select(unit => unit.Id)),
            reader.Ending(cancellation));
        return [.. batch.Units.Select((unit, row) => Record(unit, prompts, written[row], reader.Read(written[row]), answerScores[row]))];
    }

    public override GenerationResult Summarise(IEnumerable<GenerationRecord> records) =>
        new GenerationSummary(Data.DistinctConditions, options.Run.Seed, Data.Clusters).Of(records) with
        {
            Demonstrations = Data.Demonstrations,
            Notes = Data.Notes,
        };

    public override IEnumerable<CsvTable> Tables(GenerationResult result) => GenerationTables.Of(result);

    public override IEnumerable<DrawnFigure> Draw(GenerationResult result) => GenerationFigures.Of(result, Subject);

    public override SummaryTable Headline(GenerationResult result) => GenerationTables.Headline(result, What);

    public override RunMeasurements Measure(GenerationResult result, IEnumerable<GenerationRecord> records) => Measured(records, s_metrics, label: null);

    public override GivenAnswer? AnswerOf(GenerationResult result, GenerationRecord record) =>
        GivenAnswer.OfWritten(record.Id, record.Answer, record.Found ?? record.Continuation, record.Class, record.AnswerLogProb);

    protected override QuestionTask Open(ModelSource source) =>
        QuestionTask.Open(source, options.Data, options.Prompts, options.Decoding.MaxNewTokens, options.Run.Seed, DemonstrationScope.Example);

    protected override IEnumerable<IEnumerable<WorkUnit>> Cut(int condition, ConditionPrompts prompts) =>
        new QuestionBatches(Config, options.Run, Source.Device)
        .Cut(prompts, Data.Room)
        .Select(batch => batch.Select(index => new WorkUnit(prompts.UnitId(Data.Questions[index].Id), index, condition)));

    private GenerationRecord Record(WorkUnit unit, ConditionPrompts prompts, int[] newTokens, Continuation continuation, double answerScore)
    {
        Question question = Data.Questions[unit.Example];
        AnswerVerdict verdict = question.Judge(continuation, newTokens);
        return new GenerationRecord
        {
            Id = unit.Id,
            Condition = prompts.Condition.Name,
            Example = question.Id,
            Draw = prompts.Draw,
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
