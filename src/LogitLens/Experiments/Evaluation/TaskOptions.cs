using LogitLens.Datasets;
using LogitLens.Options;

namespace LogitLens.Experiments.Evaluation;

/// <summary>What is asked of the model, and how it is scored.</summary>
[OptionGroup("Task")]
public sealed record TaskOptions
{
    /// <summary>The task; null for the dataset's own.</summary>
    [Option("task", "What is asked of the model; what the dataset is made for when not given")]
    public TaskKind? Task { get; init; }

    /// <summary>How label words of several tokens are scored.</summary>
    [Option("label-scoring", "Classification: whether a label word of several tokens is scored by all of them or by its first")]
    [OnlyWith("task classification")]
    [NotWith("label-token-ids")]
    public LabelScoring LabelScoring { get; init; } = LabelScoring.WholeWord;

    /// <summary>Whether the label words' prior is measured and taken out.</summary>
    [Option(
        "calibrate",
        "Classification: measure what the model says to texts without content, and give the accuracy with that bias taken out too")]
    [OnlyWith("task classification")]
    public bool Calibrate { get; init; }

    /// <summary>How far perplexity's window moves at a time; null for half the context.</summary>
    [Option(
        "stride",
        "Perplexity: how many tokens the window moves at a time; the fewer, the more context each token has. Half the model's context when not given",
        Min = 1)]
    [OnlyWith("task perplexity")]
    public int? Stride { get; init; }
}
