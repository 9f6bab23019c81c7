using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary>How the runs of a config file are carried out together.</summary>
[OptionGroup("Runs")]
internal sealed record MatrixOptions
{
    [Option("dry-run", "Print what would be run, with an estimate of its work, and run nothing", RunOnly = true)]
    [NotWith("part or collect or processes")]
    public bool DryRun { get; init; }

    [Option(
        "shards", "Cut each run into this many parts of like work, to be put together when all are there; a run of fewer batches, or of steps, into fewer",
        Min = 1, Max = 10000, RunOnly = true)]
    [OnlyWith("part or collect or processes")]
    public int? Shards { get; init; }

    [Option(
        "part", "Do only this one of all runs, or of all their shards: 3/12 is the third of twelve; --collect puts them together", Placeholder = "I/N",
        RunOnly = true)]
    [NotWith("collect or processes")]
    public Shard? Part { get; init; }

    [Option("collect", "Compute nothing: put together what --part has made, and say what is missing", RunOnly = true)]
    [NotWith("processes")]
    public bool Collect { get; init; }

    [Option(
        "processes", "Share the work between this many processes on this machine, or gpus: one for each GPU",
        Placeholder = "N|gpus", Pattern = "[1-9][0-9]{0,3}|gpus", Expected = "a number of processes, or gpus", RunOnly = true)]
    public string? Processes { get; init; }
}
