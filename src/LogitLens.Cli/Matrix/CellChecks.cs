using LogitLens.Matrix;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>A cell that can be run.</summary>
/// <param name="Cell">The cell; told to go on, where it was begun.</param>
/// <param name="IsBegun">Whether its run was begun.</param>
/// <param name="IsDone">Whether its run is there already, and what follows it.</param>
internal sealed record CheckedCell(Cell Cell, bool IsBegun, bool IsDone);

/// <summary>Tells what is wrong with any cell before the first has taken its hours: options, model, data, labels, output folder.</summary>
internal sealed class CellChecks(ExperimentCommand command, CommandContext context)
{
    /// <summary>Looks at all cells.</summary>
    /// <exception cref="InputException">One of them cannot be run; the message says which and why.</exception>
    public IReadOnlyList<CheckedCell> Check(CellMatrix matrix)
    {
        List<CheckedCell> cells = [];
        context.Progress.Begin("checking all runs", matrix.Cells.Count, 0, "runs");
        foreach (Cell cell in matrix.Cells)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                cells.Add(Check(cell, isOne: matrix.Cells.Count == 1));
            }
            catch (InputException e) when (matrix.Cells.Count > 1)
            {
                throw new InputException($"run {cell.Name}: {e.Message} (none of the {matrix.Cells.Count} runs was begun)", e);
            }

            context.Progress.Advance(1);
        }

        context.Progress.End();
        return cells;
    }

    private CheckedCell Check(Cell cell, bool isOne)
    {
        bool isBegun = false;
        if (cell.Folder is { } folder && cell.Kind.FindState(cell.Options) is { } state)
        {
            if (RunFolder.IsAtWork(folder))
            {
                throw new InputException($"{folder} is being written by another process; wait for it or choose another --output");
            }

            if (state == RunState.Done && command.IsFollowedUp(cell.Options, folder, context))
            {
                TellOfChanges(folder, context.Progress);
                return new CheckedCell(cell, IsBegun: true, IsDone: true);
            }

            (cell, isBegun) = (cell.Resumed(), true);
        }

        // One run alone finds out by itself, without reading its data twice.
        if (!isOne)
        {
            command.Check(cell.Options, context);
        }

        return new CheckedCell(cell, isBegun, IsDone: false);
    }

    /// <summary>Warns of a run that is taken as it is though what it read is another thing by now.</summary>
    public static void TellOfChanges(string folder, IProgressSink progress)
    {
        if (ChangedInputs.In(RunManifest.Load(folder)) is { } changed)
        {
            progress.Warn(
                $"{folder} is done and is taken as it is, though {changed} has other contents now; to do it anew, remove that folder, or all runs by --force");
        }
    }
}
