using System.Text.Json.Nodes;

namespace LogitLens.Runs;

/// <summary>run.json: what was run, on what, by what, and how it ended.</summary>
public sealed record RunManifest
{
    /// <summary>The manifest's name in a run folder.</summary>
    public const string FileName = "run.json";

    /// <summary>The version of this file's layout.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The subcommand.</summary>
    public required string Command { get; init; }

    /// <summary>The arguments as typed.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>Every option's value, defaults included.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>The seed of everything drawn at random.</summary>
    public int Seed { get; init; }

    /// <summary>How the run stands.</summary>
    public RunState State { get; init; }

    /// <summary>What ended a failed run.</summary>
    public string? Error { get; init; }

    /// <summary>This program, when the run began.</summary>
    public required ToolVersion Tool { get; init; }

    /// <summary>Model, data and engine.</summary>
    public RunInputs? Inputs { get; init; }

    /// <summary>The plan.</summary>
    public PlanInfo? Plan { get; init; }

    /// <summary>The folders that a merged run was put together from.</summary>
    public IReadOnlyList<string>? MergedFrom { get; init; }

    /// <summary>The tables and figures that the run wrote, by their paths in its folder; null for a run that did not come to them.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>The machine's name.</summary>
    public string Machine { get; init; } = Environment.MachineName;

    /// <summary>The process that last worked on it, on that machine.</summary>
    public int ProcessId { get; init; } = Environment.ProcessId;

    /// <summary>When the run first began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When it last ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>How many times it was begun or resumed.</summary>
    public int Sessions { get; init; } = 1;

    /// <summary>Seconds per phase, over all sessions that could still write them down.</summary>
    public IReadOnlyDictionary<string, double> Seconds { get; init; } = new Dictionary<string, double>();

    /// <summary>The most memory that the process held, in bytes; the largest of all sessions.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Reads a run folder's manifest.</summary>
    /// <exception cref="InputException">The folder is not a run's, or its manifest cannot be read.</exception>
    public static RunManifest Load(string folder) =>
        TryLoad(folder) ?? throw new InputException(Directory.Exists(folder) ? $"{folder} is not a run folder: it has no {FileName}"
            : File.Exists(folder) ? $"{folder} is a file, not a run folder"
            : $"{folder}: there is no such folder");

    /// <summary>Reads a run folder's manifest; null where there is none.</summary>
    /// <exception cref="InputException">There is one and it cannot be read.</exception>
    public static RunManifest? TryLoad(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Json.Read<RunManifest>(path, $"{path} is not a run's manifest") : null;
    }

    /// <summary>The options' values for reading.</summary>
    internal JsonElement OptionsElement() => JsonSerializer.SerializeToElement(Options);

    /// <summary>Writes the manifest into its folder.</summary>
    public void Save(string folder) =>
        AtomicFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this, Json.Indented));
}

/// <summary>How a run stands, as its manifest says.</summary>
public enum RunState
{
    /// <summary>At work, or killed: nobody holds the folder's lock then.</summary>
    Running,

    /// <summary>Finished; every file is there.</summary>
    Done,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Stopped by the user; <c>--resume</c> goes on.</summary>
    Interrupted,
}

/// <summary>The plan of a run in short.</summary>
/// <param name="Units">Units of work, over all shards.</param>
/// <param name="Batches">Batches that they are cut into.</param>
/// <param name="Sha256">Of the units' ids and the cuts between batches, in hexadecimal.</param>
public sealed record PlanInfo(int Units, int Batches, string Sha256);
