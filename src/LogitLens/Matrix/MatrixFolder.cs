using LogitLens.Runs;

namespace LogitLens.Matrix;

/// <summary>The folder that the runs of a matrix lie in, each in one of its own, with the table and the figure of all.</summary>
public static class MatrixFolder
{
    private static readonly string[] s_tables = ["cells.csv", "values.csv", Path.Combine(RunFolder.FiguresFolder, "cells.svg")];

    /// <summary>Refuses a folder in which the table of all would take the place of something else.</summary>
    /// <param name="folder">The folder, whether or not it is there.</param>
    /// <param name="cells">The runs, of one experiment and along the same axes.</param>
    /// <exception cref="InputException">
    /// It is a run or what the runs read, or holds another matrix or files of the same names; the message says which.
    /// </exception>
    public static void RequireOwn(string folder, IReadOnlyList<Cell> cells)
    {
        if (RunManifest.TryLoad(folder) is { } run)
        {
            throw new InputException(
                $"{folder} is a run of interp {run.Command}, and {cells.Count} runs need a folder that holds a folder of each; choose another --output");
        }

        // Tables beside data would be data to whoever reads the folder next.
        string path = RealPath.Of(folder);
        if (cells.SelectMany(cell => OutputGuard.InputsOf(cell.Kind.Options, cell.Options)).FirstOrDefault(input => RealPath.Of(input) == path) is { } read)
        {
            throw new InputException($"--output {folder} is {read}, which the runs read: an output is never an input; choose another folder");
        }

        string results = Path.Combine(folder, RunFolder.ResultsFile);
        if (!File.Exists(results))
        {
            // A matrix writes its results.json first.
            if (s_tables.FirstOrDefault(name => File.Exists(Path.Combine(folder, name))) is { } foreign)
            {
                throw new InputException($"{Path.Combine(folder, foreign)} is of no matrix and would be written over; choose another --output");
            }

            return;
        }

        (string Experiment, string[] Axes) own = (cells[0].Kind.Command, [.. cells[0].Place.Axes.Select(axis => axis.Axis)]);
        (string Experiment, string[] Axes) there = Read(results);
        if (own.Experiment != there.Experiment || !own.Axes.SequenceEqual(there.Axes))
        {
            throw new InputException(
                $"{folder} holds a matrix of interp {there.Experiment} by {string.Join(", ", there.Axes)}, and this one is of interp {own.Experiment} by "
                + $"{string.Join(", ", own.Axes)}; choose another --output");
        }
    }

    private static (string Experiment, string[] Axes) Read(string results)
    {
        try
        {
            JsonElement there = Json.Read<JsonElement>(results);
            if (there.GetProperty("command").GetString() == MatrixSummary.Command)
            {
                return (there.GetProperty("experiment").GetString()!, [.. there.GetProperty("axes").EnumerateArray().Select(axis => axis.GetString()!)]);
            }
        }
        catch (Exception e) when (e is InputException or KeyNotFoundException or InvalidOperationException)
        {
            // Somebody else's file of that name.
        }

        throw new InputException($"{results} is of no matrix and would be written over; choose another --output");
    }
}
