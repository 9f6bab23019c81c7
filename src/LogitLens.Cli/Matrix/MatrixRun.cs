namespace LogitLens.Cli;

/// <summary>
/// Runs what a config file asks for. All cells are checked before the first begins; those that are done already are taken as they are, those that were
/// interrupted go on; one that fails doesn't stop the others; at the end there is one table and one figure of all.
/// </summary>
/// <param name="options">What is asked for beyond the cells' own options.</param>
internal sealed class MatrixRun(CellMatrix matrix, ExperimentCommand command, MatrixOptions options, CommandContext context)
{
    /// <summary>Does what the options ask for.</summary>
    /// <exception cref="InputException">A cell could not be run, and none was begun.</exception>
    public ExitCode Run()
    {
        if (options.Part is not null || options.Collect || options.Processes is not null)
        {
            matrix.RequireDivisible();
        }

        if (options.Part is { } part)
        {
            return new MatrixPart(matrix, command, context).Do(part, options.Shards ?? 1);
        }

        if (options.Collect)
        {
            return new MatrixCollection(matrix, command, context).Collect(options.Shards ?? 1);
        }

        IReadOnlyList<CheckedCell> cells = new CellChecks(command, context).Check(matrix);
        return options.DryRun ? new DryRun(matrix, context).Print(cells)
            : options.Processes is { } processes ? Share(Places(processes))
            : RunAll(cells);
    }

    private ExitCode RunAll(IReadOnlyList<CheckedCell> cells)
    {
        MatrixSummariser summariser = new(matrix, context);
        foreach ((CheckedCell cell, int index) in cells.Select((cell, index) => (cell, index)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (cells.Count > 1)
            {
                context.Progress.Note($"run {index + 1} of {cells.Count}: {cell.Cell.Name}{(cell.IsDone ? ", which is done" : "")}");
            }

            summariser.Try(cell.Cell, () => cell.IsDone ? command.Reopen(cell.Cell.Options, context) : command.Carry(cell.Cell.Options, context));
        }

        return summariser.Finish();
    }

    // A driver may take seconds to answer.
    private IReadOnlyList<WorkerPlace> Places(string processes)
    {
        context.Progress.Begin("looking for GPUs", total: 0);
        try
        {
            return WorkerPlaces.Of(processes, [.. matrix.Cells.Select(cell => cell.Device).Distinct()]);
        }
        finally
        {
            context.Progress.End();
        }
    }

    private ExitCode Share(IReadOnlyList<WorkerPlace> places)
    {
        int shards = options.Shards ?? places.Count;
        new Workers(places, context).Do(matrix, shards);
        return new MatrixCollection(matrix, command, context).Collect(shards);
    }
}
