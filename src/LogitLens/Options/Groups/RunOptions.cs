namespace LogitLens.Options;

/// <summary>Where a run goes and how it is carried out.</summary>
[OptionGroup("Run")]
public sealed record RunOptions
{
    /// <summary>The run's folder; null for a new one under <c>results/</c>.</summary>
    [Option(
        "output",
        "The folder for the results; results/<date>-<command>-<model>-<dataset> when not given",
        Placeholder = "DIR", RunOnly = true)]
    public string? Output { get; init; }

    /// <summary>Whether to go on with an interrupted run.</summary>
    [Option("resume", "Go on with a run that was interrupted: the one in --output, or the latest of the same options", RunOnly = true)]
    public bool Resume { get; init; }

    /// <summary>Whether to replace what is in the folder.</summary>
    [Option("force", "Replace the run that is in --output", RunOnly = true)]
    [NotWith("resume")]
    public bool Force { get; init; }

    /// <summary>The part of the work to do; null for all.</summary>
    [Option("shard", "Do only this part of the work, whole batches, for several machines to share it; interp merge puts the parts together")]
    [NotWith("prompt or token-ids")]
    public Shard? Shard { get; init; }

    /// <summary>The seed of everything that is drawn.</summary>
    [Option("seed", "The seed for everything that is drawn at random", Min = 0)]
    public int Seed { get; init; }

    /// <summary>How much is computed at once.</summary>
    public BatchOptions Batch { get; init; } = new();
}
