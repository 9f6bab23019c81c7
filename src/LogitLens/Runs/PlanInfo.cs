namespace LogitLens.Runs;

/// <summary>The plan of a run in short.</summary>
/// <param name="Units">Units of work, over all shards.</param>
/// <param name="Batches">Batches that they are cut into.</param>
/// <param name="Sha256">Of the units' ids and the cuts between batches, in hexadecimal.</param>
public sealed record PlanInfo(int Units, int Batches, string Sha256);
