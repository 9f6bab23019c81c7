using LogitLens.Datasets;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Evaluation;

/// <summary>The experiment <c>evaluate</c>: one name for tasks whose records and results have little in common.</summary>
public static class EvaluateKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<EvaluateOptions>(
        "evaluate",
        "Measure how well the model does a task: classification, exact answers, minimal pairs, perplexity",
        Create,
        (options, run) => Of(options, TaskOf(run), SilentProgress.Instance)) with
    {
        Tables =
        [
            new TableSet("classification", ClassificationTables.Declared), new TableSet("generation", GenerationTables.Declared),
            new TableSet("minimal pairs", PairTables.Declared), new TableSet("perplexity", PerplexityTables.Declared),
        ],
        Examples =
        [
            new("evaluate", "the bundled reviews on the bundled model"),
            new("evaluate --dataset sst2 --shots 0,1,4 --demos correct,incorrect", "accuracy by number of demonstrations, right and wrong"),
            new("evaluate --dataset arithmetic", "exact answers, and how the wrong ones are wrong"),
            new("evaluate --dataset notes.txt --stride 256", "perplexity of a text"),
        ],
    };

    private static Experiment Create(EvaluateOptions options, IProgressSink progress) =>
        Of(options, options.Task.Task ?? TaskOfData.Find(options.Data), progress);

    private static TaskKind TaskOf(FinishedRun run) =>
        Enum.GetValues<TaskKind>().Cast<TaskKind?>().FirstOrDefault(task => JsonNamingPolicy.KebabCaseLower.ConvertName($"{task}") == run.Task)
        ?? throw new InputException($"{Path.Combine(run.Folder, RunFolder.ResultsFile)} is of no task that this version has");

    private static Experiment Of(EvaluateOptions options, TaskKind task, IProgressSink progress) => task switch
    {
        TaskKind.Classification => new ClassificationEvaluation(options, progress),
        TaskKind.Generation => new GenerationEvaluation(options, progress),
        TaskKind.MinimalPairs => new MinimalPairEvaluation(options, progress),
        TaskKind.Perplexity => new PerplexityEvaluation(options, progress),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "a task without an experiment"),
    };
}
