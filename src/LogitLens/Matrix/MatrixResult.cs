using LogitLens.Experiments.FinishedRuns;
using LogitLens.Runs;

namespace LogitLens.Matrix;

/// <summary>What the runs of a matrix came to: its results.json.</summary>
internal sealed record MatrixResult
{
    /// <summary>The config file, as it was given.</summary>
    public required string Config { get; init; }

    /// <summary>The experiment.</summary>
    public required string Experiment { get; init; }

    /// <summary>The axes' names.</summary>
    public required IReadOnlyList<string> Axes { get; init; }

    /// <summary>The cells, in the file's order.</summary>
    public required IReadOnlyList<CellResult> Cells { get; init; }
}

/// <summary>One cell of a matrix.</summary>
/// <param name="Axes">Its value on each axis, by the axis's name.</param>
/// <param name="Folder">Where its run is, from the matrix's folder; null for one that came to none.</param>
/// <param name="Error">What ended it; null for one that is done.</param>
/// <param name="Seconds">How long it took, over all sessions; null where it is not done.</param>
/// <param name="Values">What it measured; empty where it is not done, or measures nothing example by example.</param>
internal sealed record CellResult(
    string Name, IReadOnlyDictionary<string, string> Axes, string? Folder, RunState State, string? Error, double? Seconds, IReadOnlyList<RunValue> Values);
