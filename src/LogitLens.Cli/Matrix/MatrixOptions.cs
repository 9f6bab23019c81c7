using LogitLens.Options;

namespace LogitLens.Cli.Matrix;

/// <summary>How the runs of a config file are carried out together.</summary>
[OptionGroup("Runs")]
internal sealed record MatrixOptions
{
    [Option("dry-run", "Print what would be run, with an estimate of its work, and run nothing", RunOnly = true)]
    public bool DryRun { get; init; }
}
