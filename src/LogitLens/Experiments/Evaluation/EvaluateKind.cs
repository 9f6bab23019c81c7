using LogitLens.Experiments.Evaluation.Classification;
using LogitLens.Experiments.Evaluation.Generation;
using LogitLens.Experiments.Evaluation.MinimalPairs;
using LogitLens.Experiments.Evaluation.Perplexity;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.Evaluation;

/// <summary>The experiment <c>evaluate</c>: one name for tasks whose records and results have little in common.</summary>
public static class EvaluateKind
{
    private const string Name = "evaluate";

    /// <summary>How it is run by name.</summary>
    public static IExperimentKind Instance { get; } = new KindByOptions<EvaluateOptions>(Name, Of)
    {
        Tables =
        [
            new TableSet("classification", ClassificationTables.Declared), new TableSet("generation", GenerationTables.Declared),
            new TableSet("minimal pairs", PairTables.Declared), new TableSet("perplexity", PerplexityTables.Declared),
        ],
    };

    private static IExperimentKind Of(EvaluateOptions options)
    {
        EvaluationTask task = options.Task.Task ?? TaskOfData.Find(options.Data);
        return task switch
        {
            EvaluationTask.Classification => new ExperimentKind<EvaluateOptions, EvaluationUnit, ClassificationRecord, ClassificationResult>(
                Name, (own, progress) => new ClassificationEvaluation(own, progress)),
            EvaluationTask.Generation => new ExperimentKind<EvaluateOptions, EvaluationUnit, GenerationRecord, GenerationResult>(
                Name, (own, progress) => new GenerationEvaluation(own, progress)),
            EvaluationTask.MinimalPairs => new ExperimentKind<EvaluateOptions, EvaluationUnit, PairRecord, PairResult>(
                Name, (own, progress) => new MinimalPairEvaluation(own, progress)),
            EvaluationTask.Perplexity => new ExperimentKind<EvaluateOptions, EvaluationUnit, WindowRecord, PerplexityResult>(
                Name, (own, progress) => new PerplexityEvaluation(own, progress)),
            _ => throw new ArgumentOutOfRangeException(nameof(options), task, "a task without an experiment"),
        };
    }
}
