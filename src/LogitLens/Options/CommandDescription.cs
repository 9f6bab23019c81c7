namespace LogitLens.Options;

/// <summary>What help and reference pages say about a subcommand.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="Options">Its options.</param>
/// <param name="Examples">Command lines to copy, without the program's name, and what each does.</param>
public sealed record CommandDescription(string Name, string Summary, OptionSet Options, IReadOnlyList<CommandExample> Examples);

/// <summary>A command line worth copying.</summary>
/// <param name="Arguments">Everything after the program's name.</param>
/// <param name="Purpose">What it does, in a few words.</param>
public sealed record CommandExample(string Arguments, string Purpose);
