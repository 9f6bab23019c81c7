using System.Text.Json.Nodes;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Matrix;

/// <summary>One run of those that a config file asks for.</summary>
/// <param name="Place">Its place on each axis of the matrix.</param>
/// <param name="Kind">The experiment.</param>
/// <param name="Options">Its options.</param>
public sealed record Cell(ConfigRun Place, ExperimentKind Kind, object Options)
{
    /// <summary>What it is called: its folder's name in the matrix's, or the command where it is the only one.</summary>
    public string Name => Place.Axes.Count == 0 ? Kind.Command : Place.FolderName;

    /// <summary>The folder that it goes to; null for a new one under the usual place.</summary>
    public string? Folder => ((IExperimentOptions)Options).Run.Output;

    /// <summary>Where it computes, as its options say it; the processor where they say nothing.</summary>
    public string Device => Kind.Options.Find("device")?.Get(Options) as string ?? "cpu";

    /// <summary>The same cell in another folder.</summary>
    public Cell In(string folder) => With("output", folder);

    /// <summary>The same cell, going on with what is in its folder.</summary>
    public Cell Resumed() => With("resume", true);

    /// <summary>Whether the run can be cut into shards: steps that build on one another cannot be, nor one prompt.</summary>
    public bool CanBeSharded => Kind.Options.Find("shard") is not null && Kind.IsFit(Options, "shard", "1/2");

    /// <summary>One shard of the run, in a folder beside its own.</summary>
    public Cell Shard(Shard shard) =>
        With("shard", shard.ToString()).With("output", $"{Path.TrimEndingDirectorySeparator(Folder!)}-{shard.Number}of{shard.Count}");

    private Cell With(string option, JsonNode value) => this with { Options = Kind.Options.With(Options, option, value) };
}

/// <summary>How a cell ended.</summary>
/// <param name="Cell">The cell, with its folder.</param>
/// <param name="Folder">Where its run is; null for one that came to none.</param>
/// <param name="Error">What ended it; null for one that is done.</param>
public sealed record CellOutcome(Cell Cell, string? Folder, string? Error);
