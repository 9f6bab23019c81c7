namespace LogitLens.Runs;

/// <summary>A command that a run is followed by, on what it has made.</summary>
/// <param name="Arguments">The command's name and its options, as typed.</param>
public sealed record FollowUp(IReadOnlyList<string> Arguments);
