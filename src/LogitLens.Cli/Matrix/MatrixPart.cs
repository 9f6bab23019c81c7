using LogitLens.Matrix;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>
/// Does one part of a matrix: a run, or one shard of it. Each part has a folder of its own, so that parts may be done anywhere, in any order, twice or after
/// a stop: what is done is left as it is, and what was begun goes on.
/// </summary>
internal sealed class MatrixPart(CellMatrix matrix, ExperimentCommand command, CommandContext context)
{
    /// <summary>Does it.</summary>
    /// <param name="part">Which part, of how many.</param>
    /// <param name="shards">How many shards each run is cut into.</param>
    /// <exception cref="InputException">There are not so many parts, or this one cannot be done.</exception>
    public ExitCode Do(Shard part, int shards)
    {
        int parts = matrix.Cells.Count * shards;
        if (part.Count != parts)
        {
            throw new InputException($"--part {part}: {matrix.Config} has {parts} parts, {matrix.Cells.Count} runs in {shards} shards each");
        }

        Cell cell = matrix.Cells[(part.Number - 1) / shards];
        string folder = cell.Folder ?? throw new InputException("--part needs --output, which all parts lie in");
        if (IsDone(cell))
        {
            return Done(folder);
        }

        int number = ((part.Number - 1) % shards) + 1;
        CellShards cut = CellShards.Of(cell, shards, context.Progress);
        return number <= cut.Count
            ? Run(cut.Shard(number))
            : Said($"{cell.Name} has {cut.Count} shards, and this would be shard {number}: there is nothing to do");
    }

    private ExitCode Run(Cell own)
    {
        // Whoever is at it does the work; a second one would only wait.
        if (RunFolder.IsAtWork(own.Folder!))
        {
            return DoneElsewhere(own.Folder!);
        }

        if (IsDone(own))
        {
            return Done(own.Folder!);
        }

        object options = own.Kind.FindState(own.Options) is null ? own.Options : own.Resumed().Options;
        try
        {
            command.Carry(options, context);
            return ExitCode.Done;
        }
        catch (InputException)
        {
            // Not asked in a filter: this process would still hold the folder there.
            if (!RunFolder.IsAtWork(own.Folder!))
            {
                throw;
            }

            // Another one began between the look and the taking of the folder.
            return DoneElsewhere(own.Folder!);
        }
    }

    private ExitCode DoneElsewhere(string folder) => Said($"{folder} is being written by another process, which does this part");

    // A task may have been killed between a run and what follows it.
    private bool IsDone(Cell cell) =>
        cell.Kind.FindState(cell.Options) == RunState.Done && command.IsFollowedUp(cell.Options, cell.Folder!, context);

    private ExitCode Done(string folder)
    {
        CellChecks.TellOfChanges(folder, context.Progress);
        return Said($"{folder} is done");
    }

    private ExitCode Said(string note)
    {
        context.Progress.Note(note);
        return ExitCode.Done;
    }
}
