using LogitLens.Datasets;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>The experiment <c>head-ablation</c>: one name for data with labels and for questions, whose answers are written out.</summary>
public static class HeadAblationKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<HeadAblationOptions>(
        "head-ablation",
        "Remove or patch heads, layers and MLPs one after the other, and rank them by what that does to the answers",
        Create,
        (options, run) => Of(options, run.Task is not null, SilentProgress.Instance)) with
    {
        Examples =
        [
            new("head-ablation --shots 1", "every head of the bundled model set to zero, on the bundled reviews"),
            new("head-ablation --method mean --mean-over position --screens", "at their means, and how well gradients would have ranked them"),
            new("head-ablation --corrupt text --what resid", "activation patching by layer and position"),
            new("head-ablation --dataset arithmetic", "questions with exact answers, each written anew without each head"),
            new("head-ablation --cumulative 10", "heads removed one after the other, against random ones"),
        ],
        Tables = [new TableSet("labels", AblationTables.Declared), new TableSet("questions", QuestionAblationTables.Declared)],
    };

    private static Experiment Create(HeadAblationOptions options, IProgressSink progress) => Of(options, HasQuestions(options), progress);

    private static Experiment Of(HeadAblationOptions options, bool questions, IProgressSink progress) =>
        questions ? new QuestionAblation(options, progress) : new HeadAblationExperiment(options, progress);

    // Pairs and tokens for labels say by themselves that labels are meant; what cannot be found is left to those who read it.
    private static bool HasQuestions(HeadAblationOptions options) =>
        options.Patch.Pairs is null
        && options.Data.LabelTokenIds.Count == 0
        && (DatasetCatalogue.Find(options.Data.Dataset) is not null || File.Exists(options.Data.Dataset))
        && TaskOfData.Find(options.Data) == TaskKind.Generation;
}
