namespace LogitLens.Options;

/// <summary>An option that was given where it has no effect.</summary>
/// <param name="Option">The option.</param>
/// <param name="Message">What is wrong: "--strips needs --sweep tokens".</param>
/// <param name="IsIdle">
/// Whether it would merely do nothing, which is right in some runs of a matrix as long as it does something in another; else it contradicts.
/// </param>
public sealed record OptionMisfit(OptionDescriptor Option, string Message, bool IsIdle);
