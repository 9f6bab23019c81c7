using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary>Describes subcommands for what is written about them.</summary>
internal static class SubcommandDescriptions
{
    public static IEnumerable<CommandDescription> Describe(this IEnumerable<ISubcommand> commands) =>
        commands.Select(c => new CommandDescription(c.Name, c.Summary, OptionSet.Of(c.OptionsType), c.Examples));
}

/// <summary>Headings of the overview of subcommands, in their order.</summary>
internal enum CommandGroup
{
    /// <summary>Subcommands that compute something with a model.</summary>
    Experiments,

    /// <summary>Subcommands that read what others have written.</summary>
    Results,

    /// <summary>Subcommands about models, tokenizers and data.</summary>
    ModelsAndData,

    /// <summary>Subcommands about this program.</summary>
    Program,
}

/// <summary>A subcommand as the application sees it; implement <see cref="Subcommand{TOptions}"/>.</summary>
internal interface ISubcommand
{
    /// <summary>The word to type.</summary>
    public string Name { get; }

    /// <summary>What it does: one line without a full stop.</summary>
    public string Summary { get; }

    /// <summary>The heading that it stands under in the overview.</summary>
    public CommandGroup Group { get; }

    /// <summary>Command lines worth copying.</summary>
    public IReadOnlyList<CommandExample> Examples { get; }

    /// <summary>Its options' record type.</summary>
    public Type OptionsType { get; }

    /// <summary>Whether it makes runs, of which there can be a report.</summary>
    public bool MakesRuns => false;

    /// <summary>Does what fails early, and nothing else: several runs are checked before the first begins.</summary>
    /// <exception cref="InputException">Options, data or model are wrong.</exception>
    public void Check(object options, CommandContext context)
    {
    }

    /// <summary>Runs it.</summary>
    public ExitCode Run(object options, CommandContext context);
}

/// <summary>
/// A subcommand: a name, a line about it, a record of options and a method. Add an instance to <see cref="Subcommands"/> and the
/// command line, help, config files, schema and reference page have it.
/// </summary>
/// <param name="name">The word to type.</param>
/// <param name="group">The heading that it stands under in the overview.</param>
/// <param name="summary">What it does: one line without a full stop.</param>
internal abstract class Subcommand<TOptions>(string name, CommandGroup group, string summary) : ISubcommand
    where TOptions : class, new()
{
    public string Name => name;

    public string Summary => summary;

    public CommandGroup Group => group;

    public virtual IReadOnlyList<CommandExample> Examples => [];

    public virtual bool MakesRuns => false;

    public Type OptionsType => typeof(TOptions);

    ExitCode ISubcommand.Run(object options, CommandContext context) => Run((TOptions)options, context);

    /// <summary>
    /// Does the work. Throw <see cref="InputException"/> for what the user can put right and <see cref="OperationCanceledException"/> when
    /// <see cref="CommandContext.Cancellation"/> asks to stop; the application turns both into messages and exit codes.
    /// </summary>
    protected abstract ExitCode Run(TOptions options, CommandContext context);
}
