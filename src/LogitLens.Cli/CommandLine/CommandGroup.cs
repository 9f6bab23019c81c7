namespace LogitLens.Cli.CommandLine;

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
