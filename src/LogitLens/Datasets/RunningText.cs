namespace LogitLens.Datasets;

/// <summary>One running text, for perplexity.</summary>
/// <param name="Origin">The file and its hash.</param>
/// <param name="Text">The file's characters, unchanged but for a byte-order mark at the start.</param>
public sealed record RunningText(DataOrigin Origin, string Text);
