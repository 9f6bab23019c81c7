using LogitLens.Experiments.FinishedRuns;
using LogitLens.Runs;

namespace LogitLens.Matrix;

/// <summary>Writes what the runs of a matrix came to into the folder that they lie in: results.json, cells.csv, values.csv and a figure.</summary>
public static class MatrixSummary
{
    /// <summary>The command that its results.json is of.</summary>
    internal const string Command = "run";

    /// <summary>Writes it.</summary>
    /// <param name="folder">The matrix's folder.</param>
    /// <param name="config">The config file, as it was given.</param>
    /// <param name="cells">How each cell ended.</param>
    /// <param name="session">What makes PNG files.</param>
    /// <returns>The paths of results.json and of the figures.</returns>
    /// <exception cref="InputException">A run's files cannot be read; the message says which.</exception>
    public static (string Results, IReadOnlyList<string> Figures) Write(string folder, string config, IReadOnlyList<CellOutcome> cells, RunSession session)
    {
        MatrixResult result = new()
        {
            Config = config,
            Experiment = cells[0].Cell.Kind.Command,
            Axes = [.. cells[0].Cell.Place.Axes.Select(axis => axis.Axis)],
            Cells = [.. cells.Select(cell => ResultOf(cell, folder))],
        };
        Directory.CreateDirectory(folder);
        ResultFiles.WriteResult(folder, Command, result);
        ResultFiles.WriteTables(folder, MatrixTables.Of(result));
        IReadOnlyList<string> figures = ResultFiles.WriteFigures(folder, MatrixFigure.Of(result), session.SvgToPng);
        return (Path.Combine(folder, RunFolder.ResultsFile), figures);
    }

    private static CellResult ResultOf(CellOutcome outcome, string folder)
    {
        Dictionary<string, string> axes = outcome.Cell.Place.Axes.ToDictionary(axis => axis.Axis, axis => axis.Value);
        string? path = outcome.Folder is null ? null : Path.GetRelativePath(folder, outcome.Folder);
        if (outcome.Folder is null || outcome.Error is not null)
        {
            return new CellResult(outcome.Cell.Name, axes, path, RunState.Failed, outcome.Error, null, []);
        }

        FinishedRun run = FinishedRun.Open(outcome.Folder);
        double seconds = Math.Round(run.Manifest.Seconds.Values.Sum(), 3);
        RunMeasurements measured = outcome.Cell.Kind.Measure(run);
        RunValue? strongest = RunValue.Strongest(measured);
        IReadOnlyList<RunValue> values = [.. RunValue.Of(measured), .. strongest is null ? Array.Empty<RunValue>() : [strongest]];
        return new CellResult(outcome.Cell.Name, axes, path, RunState.Done, null, seconds, values);
    }
}
