using LogitLens.Runs;

namespace LogitLens.Experiments.LogitLens;

/// <summary>The experiment <c>logit-lens</c>.</summary>
public static class LogitLensKind
{
    /// <summary>How it is run by name.</summary>
    public static IExperimentKind Instance { get; } = new ExperimentKind<LogitLensOptions, LensUnit, LensRecord, LogitLensResult>(
        "logit-lens",
        (options, progress) => options.Prompt.IsGiven ? new PromptLensExperiment(options, progress) : new DatasetLensExperiment(options, progress))
    {
        Tables = LensTables.Declared,
    };
}
