using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli.CommandLine;

/// <summary>A subcommand that runs an experiment: what is left to say is a line about it and examples.</summary>
internal abstract class ExperimentCommand(IExperimentKind kind) : ISubcommand
{
    /// <summary>The experiment.</summary>
    public IExperimentKind Kind => kind;

    public string Name => kind.Command;

    public abstract string Summary { get; }

    public virtual CommandGroup Group => CommandGroup.Experiments;

    public abstract IReadOnlyList<CommandExample> Examples { get; }

    public Type OptionsType => kind.Options.RecordType;

    public ExitCode Run(object options, CommandContext context)
    {
        context.Report(kind.Run(options, context.CommandLine, context.Session));
        return ExitCode.Done;
    }
}
