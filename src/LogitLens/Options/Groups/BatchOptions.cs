namespace LogitLens.Options;

/// <summary>How much is computed at once.</summary>
[OptionGroup]
public sealed record BatchOptions
{
    /// <summary>Examples at once.</summary>
    [Option("batch-size", "How many examples go through the model at once; auto takes as many as --memory allows")]
    [NotWith("prompt or token-ids")]
    public BatchSize Size { get; init; } = BatchSize.Auto;

    /// <summary>The budget for activations and caches, over the model's weights.</summary>
    [Option("memory", "The memory to use over the model's own weights")]
    [NotWith("prompt or token-ids")]
    public ByteSize Memory { get; init; } = ByteSize.FromGiB(2);
}
