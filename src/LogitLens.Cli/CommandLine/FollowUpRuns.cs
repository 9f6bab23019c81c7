using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>Runs the commands that a run is followed by, as if each had been typed after it.</summary>
internal sealed class FollowUpRuns(CommandContext context)
{
    /// <summary>Fails where one of them could not be run, before the run that they follow has taken its hours.</summary>
    /// <exception cref="InputException">A command is none of the experiments, or its options do not fit.</exception>
    public void Check(IReadOnlyList<FollowUp> followUps)
    {
        foreach (FollowUp each in followUps)
        {
            Bind(each);
        }
    }

    /// <summary>Whether all of them are done, on what the run that they follow has made.</summary>
    /// <param name="followUps">The commands.</param>
    /// <param name="folder">The run's folder.</param>
    public bool AreDone(IReadOnlyList<FollowUp> followUps, string folder) => followUps.All(each =>
        Bind(each) is var (command, options) && RunManifest.TryLoad(((IExperimentOptions)options).Run.Output!) is { State: RunState.Done } done
            && (command.Kind.ReadsRuns || ChangedInputs.Within(done, folder) is null));

    /// <summary>Runs them one after the other, then sums them up.</summary>
    /// <param name="sumUp">Writes what belongs to all, and says where the figures are.</param>
    public void Run(IReadOnlyList<FollowUp> followUps, Func<IReadOnlyList<string>> sumUp)
    {
        foreach (FollowUp each in followUps)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress.Note($"then: interp {each.Arguments[0]} ... --output {each.Arguments[each.Arguments.Count - 2]}");
            (ExperimentCommand command, object options) = Bind(each);
            context.Report(command.Kind.Run(options, each.Arguments, context.Session));
        }

        foreach (string figure in sumUp())
        {
            context.Write("figure: " + figure);
        }
    }

    private (ExperimentCommand Command, object Options) Bind(FollowUp followUp)
    {
        string name = followUp.Arguments[0];
        ExperimentCommand command = context.Subcommands.OfType<ExperimentCommand>().FirstOrDefault(each => each.Name == name)
            ?? throw new InputException(
                $"--then {name}: there is no such "
                + $"experiment{NearestName.Hint(name, context.Subcommands.OfType<ExperimentCommand>().Select(each => each.Name))}");
        OptionSet set = OptionSet.Of(command.OptionsType), console = OptionSet.Of<ConsoleOptions>();
        IReadOnlyList<(OptionDescriptor Option, IReadOnlyList<string> Texts)> given = new CommandParser(name, set, console).Parse(
            [.. followUp.Arguments.Skip(1)]);
        OptionDescriptor? foreign = given.Select(each => each.Option).FirstOrDefault(console.Options.Contains);
        return foreign is null
            ? (command, new BoundOptions(set, given, configPath: null, name).Bind()[0].Options)
            : throw new InputException($"--then {name}: {foreign.DisplayName} is given to the whole command line, not to a part of it");
    }
}
