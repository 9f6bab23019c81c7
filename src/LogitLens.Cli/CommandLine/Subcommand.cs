using LogitLens.Options;

namespace LogitLens.Cli.CommandLine;

/// <summary>
/// A subcommand: a name, a line about it, a record of options and a method. Add an instance to <see cref="Commands.Subcommands"/> and the
/// command line, help, config files, schema and reference page have it.
/// </summary>
/// <typeparam name="TOptions">The record of its options.</typeparam>
internal abstract class Subcommand<TOptions> : ISubcommand
    where TOptions : class, new()
{
    public abstract string Name { get; }

    public abstract string Summary { get; }

    public abstract CommandGroup Group { get; }

    public virtual IReadOnlyList<CommandExample> Examples => [];

    public Type OptionsType => typeof(TOptions);

    ExitCode ISubcommand.Run(object options, CommandContext context) => Run((TOptions)options, context);

    /// <summary>
    /// Does the work. Throw <see cref="InputException"/> for what the user can put right and <see cref="OperationCanceledException"/> when
    /// <see cref="CommandContext.Cancellation"/> asks to stop; the application turns both into messages and exit codes.
    /// </summary>
    protected abstract ExitCode Run(TOptions options, CommandContext context);
}
