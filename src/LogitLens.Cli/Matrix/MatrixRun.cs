using LogitLens.Cli.CommandLine;
using LogitLens.Matrix;
using LogitLens.Runs;

namespace LogitLens.Cli.Matrix;

/// <summary>
/// Runs what a config file asks for. All cells are checked before the first begins; those that are done already are taken as they are, those that were
/// interrupted go on; one that fails doesn't stop the others; at the end there is one table and one figure of all.
/// </summary>
/// <param name="matrix">The cells.</param>
/// <param name="command">The experiment's subcommand.</param>
/// <param name="options">What is asked for beyond the cells' own options.</param>
/// <param name="context">What commands may use.</param>
internal sealed class MatrixRun(CellMatrix matrix, ExperimentCommand command, MatrixOptions options, CommandContext context)
{
    private readonly MatrixReport _report = new(matrix.Cells.Count);

    /// <summary>Runs the cells.</summary>
    /// <exception cref="InputException">A cell could not be run, and none was begun.</exception>
    public ExitCode Run()
    {
        IReadOnlyList<CheckedCell> cells = new CellChecks(command, context).Check(matrix);
        if (options.DryRun)
        {
            return new DryRun(matrix, context).Print(cells);
        }

        List<CellOutcome> outcomes = [];
        foreach (CheckedCell cell in cells)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (cells.Count > 1)
            {
                context.Progress.Note($"run {outcomes.Count + 1} of {cells.Count}: {cell.Cell.Name}{(cell.IsDone ? ", which is done" : "")}");
            }

            outcomes.Add(Run(cell));
        }

        return matrix.Folder is { } folder ? Summarise(folder, outcomes) : ExitCode.Done;
    }

    private CellOutcome Run(CheckedCell cell)
    {
        try
        {
            RunOutcome outcome = cell.IsDone ? command.Reopen(cell.Cell.Options, context) : command.Carry(cell.Cell.Options, context);
            _report.Add(cell.Cell.Place, outcome.Headline);
            return new CellOutcome(cell.Cell, outcome.Folder, null);
        }
        catch (Exception e) when (matrix.Cells.Count > 1 && !(e is OperationCanceledException && context.Cancellation.IsCancellationRequested))
        {
            context.Progress.End();
            context.Progress.Warn($"run {cell.Cell.Name} failed: {CommandContext.MessageOf(e, context.Console.Verbose)}");
            return new CellOutcome(cell.Cell, cell.Cell.Folder, e.Message);
        }
    }

    private ExitCode Summarise(string folder, List<CellOutcome> outcomes)
    {
        (string results, IReadOnlyList<string> figures) = MatrixSummary.Write(folder, matrix.Config, outcomes, context.Session);
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

        CellOutcome[] failed = [.. outcomes.Where(outcome => outcome.Error is not null)];
        if (failed.Length > 0)
        {
            context.Progress.Warn(
                $"{outcomes.Count - failed.Length} of {outcomes.Count} runs are done; failed: {string.Join(", ", failed.Select(outcome => outcome.Cell.Name))}. "
                + "The same command takes what is done as it is and tries the others again");
        }

        return failed.Length > 0 ? ExitCode.Failed : ExitCode.Done;
    }
}
