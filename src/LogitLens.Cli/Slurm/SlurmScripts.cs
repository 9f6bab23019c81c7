using System.Text.RegularExpressions;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>The scripts of a job array: its tasks, the job that puts together what they make, and what submits both.</summary>
/// <param name="Name">The jobs' name.</param>
/// <param name="Folder">Where scripts and logs lie.</param>
internal sealed partial record SlurmScripts(string Name, string Folder, int Parts, SlurmOptions Options)
{
    private const string Directives = "{directives}";
    private const string Command = "{command}";

    private static readonly HashSet<string> s_options = [.. OptionSet.Of<SlurmOptions>().Options.Select(option => option.Name)];

    /// <summary>A script without lines of one's own. It gives its process to the program, which then hears of Slurm's signals.</summary>
    public const string DefaultTemplate = $"#!/usr/bin/env bash\n{Directives}\nexec {Command}\n";

    /// <summary>The program's words in a job.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>The arguments that all jobs have: run, the config file, options, output, shards.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Further arguments of the job that puts together.</summary>
    public IReadOnlyList<string> MergeArguments { get; init; } = [];

    /// <summary>The folder that the jobs work in.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Writes array.sh, merge.sh and submit.sh.</summary>
    /// <returns>The path of submit.sh.</returns>
    /// <exception cref="InputException">The template lacks a place, has another one or would be written over; or the folder will not do.</exception>
    public string Write()
    {
        string template = Options.JobTemplate is { } file ? ReadTemplate(file) : DefaultTemplate;
        if (Folder.Contains('\\', StringComparison.Ordinal))
        {
            throw new InputException($"{Folder}: Slurm takes no \\ in the names of logs, which would lie there; choose another --output");
        }

        if (File.Exists(Folder))
        {
            throw new InputException($"{Folder} is a file, and the scripts go into a folder of that name; choose another --output");
        }

        Directory.CreateDirectory(Folder);
        string array = Path.Combine(Folder, "array.sh"), merge = Path.Combine(Folder, "merge.sh"), submit = Path.Combine(Folder, "submit.sh");
        string own = string.Create(CultureInfo.InvariantCulture, $"--part \"$SLURM_ARRAY_TASK_ID/{Parts}\"");
        WriteScript(array, Filled(template, [.. ArrayDirectives()], $"{ShellWords.Join([.. Threads, .. Program, .. Arguments])} {own}"));
        WriteScript(merge, Filled(template, [.. MergeDirectives()], ShellWords.Join([.. Program, .. Arguments, .. MergeArguments, "--collect"])));
        WriteScript(submit, Submit(array, merge));
        return submit;
    }

    private IEnumerable<string> ArrayDirectives() =>
    [
        "--job-name=" + Name,
        string.Create(CultureInfo.InvariantCulture, $"--array=1-{Parts}{(Options.AtOnce is null ? "" : "%")}{Options.AtOnce}"),
        .. Common("part-%a.log"),
        "--requeue",

        // A minute before time is up, for the batch at hand.
        "--signal=B:TERM@60",
        .. Number("--gpus", Options.Gpus),
        .. Number("--cpus-per-task", Options.Cpus),
        .. Text("--mem", Options.JobMemory),
        .. Text("--time", Options.Time),
    ];

    private IEnumerable<string> MergeDirectives() => [$"--job-name={Name}-merge", .. Common("merge.log")];

    // Slurm reads a percent sign in the name of a log as the beginning of a place of its own.
    private IEnumerable<string> Common(string log) =>
    [
        "--chdir=" + WorkingFolder, "--output=" + Path.Combine(Folder.Replace("%", "%%", StringComparison.Ordinal), log), "--open-mode=append",
        .. Text("--partition", Options.Partition),
    ];

    // Not every cluster keeps a task to the processors that it asked for: on the others it would take as many threads as the node has.
    private IReadOnlyList<string> Threads =>
        Options.Cpus is { } cpus ? ["env", string.Create(CultureInfo.InvariantCulture, $"OMP_NUM_THREADS={cpus}")] : [];

    private static IEnumerable<string> Number(string name, int? value) =>
        value is { } given ? [string.Create(CultureInfo.InvariantCulture, $"{name}={given}")] : [];

    private static IEnumerable<string> Text(string name, string? value) => value is null ? [] : [$"{name}={value}"];

    private static string Filled(string template, string[] directives, string command) => template
        .Replace(Directives, string.Join('\n', directives.Select(directive => "#SBATCH " + ShellWords.Quote(directive))), StringComparison.Ordinal)
        .Replace(Command, command, StringComparison.Ordinal);

    private string ReadTemplate(string file)
    {
        string text = File.Exists(file) ? File.ReadAllText(file) : throw new InputException($"--job-template {file}: there is no such file");
        string folder = RealPath.Of(Folder);
        if (Path.GetDirectoryName(RealPath.Of(file)) == folder || RealPath.Of(Path.GetDirectoryName(Path.GetFullPath(file))!) == folder)
        {
            throw new InputException($"--job-template {file} lies where the scripts go: an output is never an input; move it elsewhere");
        }

        foreach (string place in (string[])[Directives, Command])
        {
            if (text.Split(place).Length != 2)
            {
                throw new InputException(
                    $"--job-template {file}: {place} must stand in it once; without a template it is: {DefaultTemplate.ReplaceLineEndings(" | ")}");
            }
        }

        if (Place().Matches(text).Select(match => match.Groups[1].Value).FirstOrDefault(s_options.Contains) is { } foreign)
        {
            throw new InputException(
                $"--job-template {file}: {{{foreign}}} is no place in it; {Directives} stands for all that options ask for, --{foreign} too");
        }

        return text.StartsWith("#!", StringComparison.Ordinal)
            ? text
            : throw new InputException($"--job-template {file}: a script begins with a line such as #!/usr/bin/env bash");
    }

    // The job that puts together begins when all tasks have ended, well or not: it says what is missing.
    private static string Submit(string array, string merge) =>
        $"""
        #!/usr/bin/env bash
        # Submits the array and, after it, the job that puts together what it makes. Once more, and only what is missing is done.
        set -euo pipefail
        array=$(sbatch --parsable {ShellWords.Quote(array)})
        merge=$(sbatch --parsable --dependency="afterany:$array" {ShellWords.Quote(merge)})
        echo "array $array, then merge $merge"

        """;

    private static void WriteScript(string path, string text)
    {
        AtomicFile.WriteText(path, writer => writer.Write(text.ReplaceLineEndings("\n")));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
        }
    }

    // Not a variable of the shell's, as in ${time}.
    [GeneratedRegex(@"(?<!\$)\{([a-z-]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
