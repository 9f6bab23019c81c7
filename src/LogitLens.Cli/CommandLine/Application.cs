using LogitLens.Matrix;
using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary>
/// The program: finds the subcommand, binds its options, runs it, and turns what went wrong into a line and an exit code.
/// </summary>
internal sealed class Application(IReadOnlyList<ISubcommand> commands, TextWriter output, TextWriter error)
{
    private static readonly string[] s_helpWords = ["--help", "-h", "-?", "help"];

    /// <summary>Whether figures are PNG files as well; to make them takes longer than to compute a small run.</summary>
    public bool MakesPng { get; init; } = true;

    public ExitCode Run(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        // Read before parsing, which may itself fail.
        bool verbose = arguments.Contains("--verbose");
        try
        {
            return Dispatch(arguments, cancellation);
        }
        catch (InputException e)
        {
            return Fail(e, verbose, ExitCode.WrongUse);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The last place that can turn a failure into one line instead of a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Fail(e, verbose, ExitCode.Failed);
        }
        finally
        {
            output.Flush();
        }
    }

    private ExitCode Dispatch(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments.Count == 0 || (arguments.Count == 1 && s_helpWords.Contains(arguments[0])))
        {
            new HelpPage(output, TerminalWidth.Of(output)).WriteOverview(commands);
            return arguments.Count == 0 ? ExitCode.WrongUse : ExitCode.Done;
        }

        if (arguments[0] == "--version")
        {
            HelpPage.WriteVersion(output);
            return ExitCode.Done;
        }

        if (arguments[0] == "help")
        {
            new HelpPage(output, TerminalWidth.Of(output)).WriteCommand(Find(arguments[1]));
            return ExitCode.Done;
        }

        ISubcommand command = Find(arguments[0]);
        List<string> rest = arguments.Skip(1).ToList();
        if (rest.TakeWhile(a => a != "--").Any(a => a is "--help" or "-h" or "-?"))
        {
            new HelpPage(output, TerminalWidth.Of(output)).WriteCommand(command);
            return ExitCode.Done;
        }

        return command is IConfigCommand config ? RunConfig(config, rest, arguments, cancellation) : Run(command, rest, arguments, null, cancellation);
    }

    // "run FILE ..." is "EXPERIMENT --config FILE ..." of the experiment that the file names, with options of its own among the experiment's.
    private ExitCode RunConfig(IConfigCommand command, IReadOnlyList<string> rest, IReadOnlyList<string> all, CancellationToken cancellation)
    {
        if (rest.Count == 0 || rest[0].Length == 0 || rest[0].StartsWith('-'))
        {
            throw new InputException($"interp {command.Name} takes a config file first: interp {command.Name} FILE [options]");
        }

        ISubcommand named = Find(ConfigFile.Load(rest[0]).Command);
        return named is IConfigCommand
            ? throw new InputException($"{rest[0]}: interp {named.Name} takes config files of other commands; name one of these as the command")
            : Run(named, ["--config", .. rest], all, command, cancellation);
    }

    private ExitCode Run(
        ISubcommand command, IReadOnlyList<string> rest, IReadOnlyList<string> all, IConfigCommand? caller, CancellationToken cancellation)
    {
        OptionSet consoleSet = OptionSet.Of<ConsoleOptions>(), set = OptionSet.Of(command.OptionsType);
        OptionSet? own = caller is null ? null : OptionSet.Of(caller.OwnOptionsType);
        IReadOnlyList<(OptionDescriptor Option, IReadOnlyList<string> Texts)> given =
            new CommandParser(command.Name, [set, consoleSet, .. own is null ? Array.Empty<OptionSet>() : [own]]).Parse(rest);
        ConsoleOptions console = (ConsoleOptions)Values(consoleSet, given);
        if (caller is not null && console.Config != rest[1])
        {
            throw new InputException($"interp {caller.Name} takes one config file, which comes first; leave --config out");
        }

        if (console.Report && !command.MakesRuns)
        {
            throw new InputException($"--report has no effect: interp {command.Name} makes no run; interp report RUN writes a page about runs that are there");
        }

        object? ownOptions = own is null ? null : Values(own, given);
        IReadOnlyList<(ConfigRun Place, object Options)> runs =
            new BoundOptions(set, [.. given.Where(each => set.Options.Contains(each.Option))], console.Config, command.Name).Bind();
        using CommandContext context = new(output, error, console, all)
        {
            Subcommands = commands,
            Cancellation = cancellation,
            IsMatrix = runs.Count > 1,
            MakesPng = MakesPng,
        };
        if (command is not ExperimentCommand experiment || (caller is null && runs.Count == 1))
        {
            return RunEach(command, runs, context);
        }

        CellMatrix matrix = CellMatrix.Of(console.Config!, [.. runs.Select(run => new Cell(run.Place, experiment.Kind, run.Options))]);
        return caller is null ? new MatrixRun(matrix, experiment, new MatrixOptions(), context).Run() : caller.Run(matrix, experiment, ownOptions!, context);
    }

    private static object Values(OptionSet set, IReadOnlyList<(OptionDescriptor Option, IReadOnlyList<string> Texts)> given)
    {
        OptionValues values = new(set);
        foreach ((OptionDescriptor option, IReadOnlyList<string> texts) in given.Where(each => set.Options.Contains(each.Option)))
        {
            values.SetText(option, texts);
        }

        object options = values.Build();
        return values.Misfits(options) is [{ } misfit, ..] ? throw new InputException(misfit.Message) : options;
    }

    private static ExitCode RunEach(ISubcommand command, IReadOnlyList<(ConfigRun Place, object Options)> runs, CommandContext context)
    {
        ExitCode worst = ExitCode.Done;
        foreach ((_, object options) in runs)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            ExitCode code = command.Run(options, context);
            worst = code == ExitCode.Done ? worst : code;
        }

        return worst;
    }

    private ISubcommand Find(string name) =>
        commands.FirstOrDefault(c => c.Name == name)
        ?? throw new InputException(name.StartsWith('-')
            ? $"the command comes first: interp COMMAND {name} ..."
            : $"there is no command '{name}'{NearestName.Hint(name, commands.Select(c => c.Name))}; interp --help lists them");

    private ExitCode Fail(Exception exception, bool verbose, ExitCode code)
    {
        error.WriteLine("error: " + CommandContext.MessageOf(exception, verbose));
        return code;
    }
}
