using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.Capture;

/// <summary>The options of <c>interp capture</c>.</summary>
public sealed record CaptureOptions : IExperimentOptions, IValidatedOptions
{
    /// <summary>Which activations.</summary>
    [Option(
        "sites",
        "The activations to record, by name with * for any characters: blocks.*.hook_resid_post,blocks.0.attn.hook_pattern",
        Placeholder = "NAME,...")]
    public string Sites { get; init; } = "blocks.*.hook_resid_post";

    /// <summary>The file to write.</summary>
    [Option(
        "output", "The safetensors file to write; what else the run leaves goes into a folder beside it that ends in .run", Placeholder = "FILE",
        RunOnly = true)]
    public string Output { get; init; } = "activations.safetensors";

    /// <summary>Whether to replace the file.</summary>
    [Option("force", "Replace the file if it is there", RunOnly = true)]
    public bool Force { get; init; }

    /// <summary>Whether to go on with an interrupted run.</summary>
    [Option("resume", "Go on with a recording that was interrupted", RunOnly = true)]
    [NotWith("force")]
    public bool Resume { get; init; }

    /// <summary>The prompt's text.</summary>
    [Option("prompt", "Record this one text instead of a dataset", Placeholder = "TEXT")]
    public string? Prompt { get; init; }

    /// <summary>The prompt's token ids.</summary>
    [Option("token-ids", "Record one prompt given as token ids instead of a dataset", Placeholder = "ID", Min = 0)]
    [NotWith("prompt")]
    public IReadOnlyList<int> TokenIds { get; init; } = [];

    /// <summary>Which model.</summary>
    public ModelOptions Model { get; init; } = new();

    /// <summary>Which data.</summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>Which prompts are made of the data.</summary>
    [NotWith("prompt or token-ids")]
    public PromptOptions Prompts { get; init; } = new();

    /// <summary>The seed of subsets and demonstrations.</summary>
    [Option("seed", "The seed for everything that is drawn at random", Min = 0)]
    [OnlyWith("limit or shots")]
    public int Seed { get; init; }

    /// <summary>How much is computed at once.</summary>
    [OnlyWith("batch-size auto", Option = "memory")]
    public BatchOptions Batch { get; init; } = new();

    // The file is for Python; what a run keeps beside its results lies in a folder of the file's name.
    RunOptions IExperimentOptions.Run => new()
    {
        Output = Path.ChangeExtension(Output, ".run"),
        Force = Force,
        Resume = Resume,
        Seed = Seed,
        Batch = Batch,
    };

    /// <inheritdoc/>
    public void Validate()
    {
        Prompts.RequireOneCondition("capture");
        if (Data.Cluster is { } cluster)
        {
            throw new InputException($"--cluster {cluster}: capture computes no interval that clusters could widen; leave it out");
        }

        Prompts.RequireOneDraw("capture writes one row for each example");
    }
}
