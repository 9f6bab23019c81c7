namespace LogitLens.Datasets.Catalogue;

/// <summary>How far a fetch has come.</summary>
/// <param name="Stage">"downloading" or "extracting".</param>
/// <param name="Done">Bytes downloaded, or files extracted.</param>
/// <param name="Total">Bytes there are to download; null where that is not known, as for files.</param>
public readonly record struct FetchProgress(string Stage, long Done, long? Total);
