using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary>What every subcommand takes: how it talks.</summary>
[OptionGroup("Output")]
internal sealed record ConsoleOptions
{
    [Option("config", "A JSON file with options under their names; what is typed here overrides it", Placeholder = "FILE", RunOnly = true)]
    public string? Config { get; init; }

    [Option("json", "Print the result as JSON on standard output, and nothing else there", RunOnly = true)]
    public bool Json { get; init; }

    [Option("quiet", "Print nothing but errors and warnings", RunOnly = true)]
    public bool Quiet { get; init; }

    [Option("report", "Also write report.html into the run's folder at its end: one page about the run, to be read offline", RunOnly = true)]
    public bool Report { get; init; }

    [Option("verbose", "Print more, and stack traces with errors", RunOnly = true)]
    public bool Verbose { get; init; }

    /// <summary>Those that have an effect on a subcommand.</summary>
    public static IEnumerable<OptionDescriptor> For(ISubcommand command) =>
        OptionSet.Of<ConsoleOptions>().Options.Where(option => option.Name switch
        {
            "report" => command.MakesRuns,

            // Their config file is their argument.
            "config" => command is not IConfigCommand,
            _ => true,
        });
}
