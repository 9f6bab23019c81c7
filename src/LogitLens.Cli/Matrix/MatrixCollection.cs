using LogitLens.Matrix;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>Puts together what the parts of a matrix have made: shards to runs, runs to the table and the figure of all.</summary>
internal sealed class MatrixCollection(CellMatrix matrix, ExperimentCommand command, CommandContext context)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Puts each run together that is there whole, and ends with the summary; what is missing is named.</summary>
    /// <param name="shards">How many shards each run is cut into.</param>
    public ExitCode Collect(int shards)
    {
        MatrixSummariser summariser = new(matrix, context);
        foreach (Cell cell in matrix.Cells)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            summariser.Try(cell, () => Collect(cell, shards));
        }

        return summariser.Finish();
    }

    private RunOutcome Collect(Cell cell, int shards)
    {
        if (cell.Folder is null)
        {
            throw new InputException("--collect needs --output, which all parts lie in");
        }

        RunState? whole = cell.Kind.FindState(cell.Options);
        if (whole == RunState.Done)
        {
            return command.IsFollowedUp(cell.Options, cell.Folder, context)
                ? command.Reopen(cell.Options, context)
                : throw new MissingPartsException("it is done, and what follows it (--then) is not");
        }

        CellShards cut = CellShards.Of(cell, shards, context.Progress);
        IReadOnlyList<string> missing = cut.Missing();
        if (missing.Count > 0)
        {
            throw new MissingPartsException(
                cut.Count == 1 ? $"it is not done: {missing[0]["1/1 ".Length..].Trim('(', ')')}"
                : $"{missing.Count} of {cut.Count} shards are missing: {string.Join(", ", missing)}");
        }

        // What an unfinished merge has left is made again from the shards.
        RunOptions target = new() { Output = cell.Folder, Force = whole is not null };
        try
        {
            RunOutcome outcome = cell.Kind.Merge(cut.Folders, target, context.CommandLine, context.Session);
            context.Report(outcome);
            return outcome;
        }
        catch (InputException)
        {
            // Not asked in a filter: this process would still hold the folder there, and an interrupt would be lost.
            if (!WasMadeMeanwhile(cell))
            {
                throw;
            }

            return command.Reopen(cell.Options, context);
        }
    }

    // A job that was submitted twice: the other one puts the same shards together.
    private bool WasMadeMeanwhile(Cell cell)
    {
        if (RunFolder.IsAtWork(cell.Folder!))
        {
            context.Progress.Note($"{cell.Folder} is being put together by another process; waiting for it");
        }

        while (RunFolder.IsAtWork(cell.Folder!))
        {
            context.Cancellation.WaitHandle.WaitOne(s_pause);
            context.Cancellation.ThrowIfCancellationRequested();
        }

        return cell.Kind.FindState(cell.Options) == RunState.Done;
    }
}

/// <summary>Parts that are to be put together are not there; nothing that was asked for is wrong.</summary>
internal sealed class MissingPartsException(string message) : Exception(message);
