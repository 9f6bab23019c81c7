using System.Reflection;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary><c>interp slurm FILE</c>: the runs of a config file as a job array of a cluster.</summary>
internal sealed class SlurmCommand() : ConfigCommand<SlurmCommand.Settings, SlurmOptions>(
    "slurm", CommandGroup.Experiments, "Write the runs of a config file as a Slurm job array, and a job that puts them together")
{
    // Slurm's MaxArraySize, which is 1001 where nobody has set it, is one more than the largest index.
    private const int UsualArray = 1000;

    public override IReadOnlyList<CommandExample> Examples =>
    [
        new(
            "slurm configs/sentiment-table.json --output results/table --shards 4 --partition gpu --gpus 1 --time 2:00:00",
            "a task for each quarter of each run"),
        new("slurm configs/sentiment-table.json --output results/table --job-template job.sh", "with lines of one's own: modules, a container"),
    ];

    protected override ExitCode Run(CellMatrix matrix, ExperimentCommand command, SlurmOptions options, CommandContext context)
    {
        string output = matrix.Folder ?? matrix.Cells[0].Folder ?? throw new InputException("interp slurm needs --output, which all tasks write below");
        matrix.RequireDivisible();
        _ = new CellChecks(command, context).Check(matrix);
        string folder = Path.GetFullPath(Path.TrimEndingDirectorySeparator(output));
        OptionSet own = OptionSet.Of<SlurmOptions>();
        IReadOnlyList<string> typed = TypedArguments.Without(
            [.. context.CommandLine.Skip(2)], [.. own.Options.Select(option => option.DisplayName), "--output"],
            ["--json", "--quiet", "--verbose", "--report"]);
        SlurmScripts scripts = new(
            "interp-" + Path.GetFileNameWithoutExtension(matrix.Config), folder + "-slurm", matrix.Cells.Count * options.Shards, options)
        {
            Program = options.Program is { } path ? [path] : ThisProgram(),
            Arguments = ["run", Path.GetFullPath(matrix.Config), .. typed, "--output", folder, "--shards", $"{options.Shards}"],
            MergeArguments = context.Console.Report ? ["--report"] : [],
            WorkingFolder = Environment.CurrentDirectory,
        };
        if (scripts.Parts > UsualArray)
        {
            context.Progress.Warn(
                $"{scripts.Parts} tasks are more than most clusters take in one array: {UsualArray}, unless their MaxArraySize says more "
                + "(scontrol show config); take fewer --shards");
        }

        string submit = scripts.Write();
        if (context.WriteJson(() => Json.ToNode(new { tasks = scripts.Parts, runs = matrix.Cells.Count, shards = options.Shards, results = folder, submit })))
        {
            return ExitCode.Done;
        }

        string shards = options.Shards == 1 ? "1 shard" : $"{options.Shards} shards";
        context.Write($"{scripts.Parts} tasks, {matrix.Cells.Count} runs in {shards} each; results will be in {folder}");
        context.Write($"submit them: {ShellWords.Join(["bash", submit])}");
        return ExitCode.Done;
    }

    // The program looks for the runtime in the usual places, unless it is told where it is.
    private static IReadOnlyList<string> ThisProgram()
    {
        string path = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(path) == "dotnet" ? [path, Assembly.GetEntryAssembly()!.Location] : [path];
        return Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } runtime ? ["env", "DOTNET_ROOT=" + runtime, .. program] : program;
    }

    internal sealed record Settings
    {
        [Argument(
            "file", "The config file; options of its command (interp COMMAND --help), such as --output, may follow and override it", Required = true)]
        public string File { get; init; } = "";

        public SlurmOptions Slurm { get; init; } = new();
    }
}
