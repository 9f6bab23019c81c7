namespace LogitLens.Checkpoints.Hub;

/// <summary>A model's files as they are at one commit.</summary>
/// <param name="Folder">The folder, in Hugging Face layout.</param>
/// <param name="Repository">The name under which the cache keeps the model.</param>
/// <param name="Commit">The commit.</param>
public sealed record HubSnapshot(string Folder, string Repository, string Commit);
