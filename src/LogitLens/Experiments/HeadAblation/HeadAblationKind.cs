using LogitLens.Datasets.Catalogue;
using LogitLens.Experiments.Evaluation;
using LogitLens.Experiments.HeadAblation.Questions;
using LogitLens.Runs;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>The experiment <c>head-ablation</c>: one name for data with labels and for questions, whose answers are written out.</summary>
public static class HeadAblationKind
{
    private const string Name = "head-ablation";

    /// <summary>How it is run by name.</summary>
    public static IExperimentKind Instance { get; } = new KindByOptions<HeadAblationOptions>(Name, Of);

    private static IExperimentKind Of(HeadAblationOptions options) => HasQuestions(options)
        ? new ExperimentKind<HeadAblationOptions, AblationUnit, QuestionAblationRecord, QuestionAblationResult>(
            Name, (own, progress) => new QuestionAblation(own, progress))
        : new ExperimentKind<HeadAblationOptions, AblationUnit, AblationRecord, HeadAblationResult>(
            Name, (own, progress) => new HeadAblationExperiment(own, progress));

    // Pairs and tokens for labels say by themselves that labels are meant; what cannot be found is left to those who read it.
    private static bool HasQuestions(HeadAblationOptions options) =>
        options.Patch.Pairs is null
        && options.Data.LabelTokenIds.Count == 0
        && (DatasetCatalogue.Find(options.Data.Dataset) is not null || File.Exists(options.Data.Dataset))
        && TaskOfData.Find(options.Data) == EvaluationTask.Generation;
}
