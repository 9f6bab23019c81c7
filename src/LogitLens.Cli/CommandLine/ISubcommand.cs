using LogitLens.Options;

namespace LogitLens.Cli.CommandLine;

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

    /// <summary>Does what fails early, and nothing else: several runs are checked before the first begins.</summary>
    /// <exception cref="InputException">Options, data or model are wrong.</exception>
    public void Check(object options, CommandContext context)
    {
    }

    /// <summary>Runs it.</summary>
    public ExitCode Run(object options, CommandContext context);
}
