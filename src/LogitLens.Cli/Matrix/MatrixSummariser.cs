using LogitLens.Matrix;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>Keeps account of the runs of a matrix, of which one that fails doesn't stop the others, and ends with the table and the figure of all.</summary>
internal sealed class MatrixSummariser(CellMatrix matrix, CommandContext context)
{
    private readonly MatrixReport _report = new(matrix.Cells.Count);
    private readonly List<CellOutcome> _outcomes = [];

    /// <summary>Does a run. What ends it is kept and told; of a single run, it ends the program.</summary>
    public void Try(Cell cell, Func<RunOutcome> run)
    {
        try
        {
            RunOutcome outcome = run();
            _report.Add(cell.Place, outcome.Headline);
            _outcomes.Add(new CellOutcome(cell, outcome.Folder, null));
        }
        catch (Exception e) when (matrix.Cells.Count > 1 && !(e is OperationCanceledException && context.Cancellation.IsCancellationRequested))
        {
            context.Progress.End();
            context.Progress.Warn($"run {cell.Name} failed: {CommandContext.MessageOf(e, context.Console.Verbose)}");
            _outcomes.Add(new CellOutcome(cell, cell.Folder, e.Message));
        }
    }

    /// <summary>Writes and prints what all came to.</summary>
    public ExitCode Finish()
    {
        if (matrix.Folder is not { } folder)
        {
            return ExitCode.Done;
        }

        (string results, IReadOnlyList<string> figures) = MatrixSummary.Write(folder, matrix.Config, _outcomes, context.Session);
        if (_report.Table() is { } table)
        {
            context.Write(table);
        }

        foreach (string figure in figures)
        {
            context.Write("figure: " + figure);
        }

        context.Write("results: " + folder);
        if (context.Console.Json)
        {
            context.Out.WriteLine(File.ReadAllText(results));
        }

        CellOutcome[] failed = [.. _outcomes.Where(outcome => outcome.Error is not null)];
        if (failed.Length > 0)
        {
            context.Progress.Warn(
                $"{_outcomes.Count - failed.Length} of {_outcomes.Count} runs are done; failed: "
                + $"{string.Join(", ", failed.Select(outcome => outcome.Cell.Name))}. The same command takes what is done as it is and tries the others again");
        }

        return failed.Length > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
