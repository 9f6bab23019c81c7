using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Experiments.FinishedRuns;

/// <summary>The options of <c>interp compare</c>.</summary>
public sealed record CompareOptions : IExperimentOptions, IValidatedOptions
{
    /// <summary>The runs' folders.</summary>
    [Argument("run", "The folders of two or more finished runs of one kind", Required = true, Input = true)]
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Where the comparison goes; null for a new folder.</summary>
    [Option("output", "The folder for the comparison; results/<date>-compare when not given", Placeholder = "DIR", RunOnly = true)]
    public string? Output { get; init; }

    /// <summary>Whether to replace what is in the folder.</summary>
    [Option("force", "Replace the comparison that is in --output", RunOnly = true)]
    public bool Force { get; init; }

    /// <summary>What the bootstrap follows from.</summary>
    [Option("seed", "The seed of the bootstrap", Min = 0)]
    public int Seed { get; init; }

    // Not a property of its own: a comparison has no use for shards and batches, so their options are not offered.
    RunOptions IExperimentOptions.Run => new() { Output = Output, Force = Force, Seed = Seed };

    /// <inheritdoc/>
    public void Validate()
    {
        if (Folders.Count < 2)
        {
            throw new InputException("compare needs two runs at least: give their folders one after the other");
        }

        if (Folders.Select(Path.GetFullPath).GroupBy(path => path).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InputException($"{twice.Key} is given twice");
        }
    }
}
