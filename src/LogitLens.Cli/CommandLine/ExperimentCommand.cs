using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli.CommandLine;

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

    public Type OptionsType => kind.Options.RecordType;

    public void Check(object options, CommandContext context) => kind.Check(options, SilentProgress.Instance);

    public ExitCode Run(object options, CommandContext context)
    {
        FollowUpRuns followUps = new(context);
        followUps.Check(kind.FollowUps(options, "FOLDER", false));
        RunOutcome outcome = kind.Run(options, context.CommandLine, context.Session);
        context.Report(outcome);
        IReadOnlyList<FollowUp> commands = kind.FollowUps(options, outcome.Folder, true);
        if (commands.Count > 0)
        {
            followUps.Run(commands, () => kind.DrawFollowUps(outcome.Folder, context.Session));
        }

        return ExitCode.Done;
    }
}
