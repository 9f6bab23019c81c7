using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary>What a job array asks the cluster for.</summary>
[OptionGroup("Slurm")]
internal sealed record SlurmOptions
{
    [Option(
        "shards", "Cut each run into this many parts of like work, a task each; a run of fewer batches, or of steps, has tasks with nothing to do",
        Min = 1, Max = 10000)]
    public int Shards { get; init; } = 1;

    [Option(
        "partition", "The cluster's partition for all jobs", Placeholder = "NAME",
        Pattern = @"\S+", Expected = "a partition's name, or several with commas between")]
    public string? Partition { get; init; }

    [Option("gpus", "GPUs of each task", Min = 0)]
    public int? Gpus { get; init; }

    [Option("cpus", "Processors of each task, and the threads that it computes with", Min = 1)]
    public int? Cpus { get; init; }

    [Option(
        "job-memory", "Memory of each task, as Slurm has it: 16G", Placeholder = "SIZE",
        Pattern = "[0-9]+[KMGTkmgt]?", Expected = "a size such as 16G or 16000M; a number alone is MiB")]
    public string? JobMemory { get; init; }

    [Option(
        "time", "The time that each task may take, as Slurm has it: 2:00:00", Placeholder = "TIME",
        Pattern = "[0-9]+(:[0-9]{1,2}){0,2}|[0-9]+-[0-9]{1,2}(:[0-9]{1,2}){0,2}|UNLIMITED",
        Expected = "minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes, days-hours:minutes:seconds or UNLIMITED")]
    public string? Time { get; init; }

    [Option("at-once", "At most this many tasks at a time", Min = 1)]
    public int? AtOnce { get; init; }

    [Option(
        "job-template", "A shell script with {directives} and {command} in it, for lines of one's own: modules, a container, further directives. "
        + "Write exec before {command}: Slurm tells the shell alone when time is nearly up",
        Placeholder = "FILE", Input = true)]
    public string? JobTemplate { get; init; }

    [Option("program", "How a job calls interp, where that is not this very program: its path in a container", Placeholder = "PATH")]
    public string? Program { get; init; }
}
