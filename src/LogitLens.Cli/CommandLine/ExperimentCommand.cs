using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>The subcommand of an experiment.</summary>
internal sealed class ExperimentCommand(ExperimentKind kind) : ISubcommand
{
    /// <summary>The experiment.</summary>
    public ExperimentKind Kind => kind;

    public string Name => kind.Command;

    public string Summary => kind.Summary;

    public CommandGroup Group => kind.ReadsRuns ? CommandGroup.Results : CommandGroup.Experiments;

    public IReadOnlyList<CommandExample> Examples => kind.Examples;

    public bool MakesRuns => true;

    public Type OptionsType => kind.OptionsType;

    public void Check(object options, CommandContext context)
    {
        new FollowUpRuns(context).Check(kind.FollowUps(options, "FOLDER", false));
        _ = kind.Check(options, SilentProgress.Instance);
    }

    public ExitCode Run(object options, CommandContext context)
    {
        Carry(options, context);
        return ExitCode.Done;
    }

    /// <summary>Runs it and what follows it, and prints both.</summary>
    public RunOutcome Carry(object options, CommandContext context)
    {
        FollowUpRuns followUps = new(context);
        followUps.Check(kind.FollowUps(options, "FOLDER", false));
        RunOutcome outcome = kind.Run(options, context.CommandLine, context.Session);
        context.Report(outcome);
        IReadOnlyList<FollowUp> commands = kind.FollowUps(options, outcome.Folder, true);
        if (commands.Count > 0)
        {
            followUps.Run(commands, () => kind.SumUpFollowUps(outcome.Folder, context.Session));
        }

        return outcome;
    }

    /// <summary>Prints a run that is done.</summary>
    /// <param name="options">Its options, which name its folder.</param>
    public RunOutcome Reopen(object options, CommandContext context)
    {
        RunOutcome outcome = kind.Reopen(((IExperimentOptions)options).Run.Output!);
        context.Report(outcome);
        return outcome;
    }

    /// <summary>Whether what follows a run that is done is done as well.</summary>
    public bool IsFollowedUp(object options, string folder, CommandContext context) =>
        new FollowUpRuns(context).AreDone(kind.FollowUps(options, folder, true), folder);
}
