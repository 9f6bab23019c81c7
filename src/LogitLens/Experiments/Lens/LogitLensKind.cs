using LogitLens.Runs;

namespace LogitLens.Experiments.Lens;

/// <summary>The experiment <c>logit-lens</c>.</summary>
public static class LogitLensKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<LogitLensOptions>(
        "logit-lens",
        "Show what each layer would predict: over a dataset, or token by token over one prompt",
        (options, progress) => options.Prompt.IsGiven ? new PromptLensExperiment(options, progress) : new DatasetLensExperiment(options, progress)) with
    {
        Tables = LensTables.Declared,
        Examples =
        [
            new("logit-lens", "the bundled reviews on the bundled model"),
            new("logit-lens --shots 0,1 --demos correct,incorrect", "with and without a demonstration, right and wrong"),
            new("logit-lens --prompt \"The film was a joy. I\" --show entropy", "one prompt, every layer and position"),
        ],
    };
}
