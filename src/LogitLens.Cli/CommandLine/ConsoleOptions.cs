using LogitLens.Options;

namespace LogitLens.Cli.CommandLine;

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

    [Option("verbose", "Print more, and stack traces with errors", RunOnly = true)]
    public bool Verbose { get; init; }
}
