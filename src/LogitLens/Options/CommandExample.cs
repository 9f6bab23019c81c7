namespace LogitLens.Options;

/// <summary>A command line worth copying.</summary>
/// <param name="Arguments">Everything after the program's name.</param>
/// <param name="Purpose">What it does, in a few words.</param>
public sealed record CommandExample(string Arguments, string Purpose);
