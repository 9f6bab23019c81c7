using LogitLens.Runs;

namespace LogitLens.Experiments.AttentionView;

/// <summary>The experiment <c>attention</c>.</summary>
public static class AttentionKind
{
    /// <summary>How it is run by name.</summary>
    public static ExperimentKind Instance { get; } = ExperimentKind.Of<AttentionOptions>(
        "attention",
        "Look at attention: every head's pattern on a prompt, or what heads give to the parts of a dataset's prompts",
        (options, progress) => new AttentionExperiment(options, progress)) with
    {
        Tables = AttentionTables.Declared,
        Examples =
        [
            new("attention --prompt \"The film was a joy. The film was\"", "every head, small, and what each attends to"),
            new("attention --prompt \"The film was a joy. The film was\" --heads 2.0-2.3 --weight values", "four heads with their tokens, by what they carry"),
            new("attention --shots 1 --limit 50", "which heads look at the demonstration and its label when the answer is due"),
        ],
    };
}
