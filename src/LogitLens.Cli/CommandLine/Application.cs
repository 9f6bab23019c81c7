using LogitLens.Cli.Commands;
using LogitLens.Cli.Terminal;
using LogitLens.Options;

namespace LogitLens.Cli.CommandLine;

/// <summary>
/// The program: finds the subcommand, binds its options, runs it, and turns what went wrong into a line and an exit code.
/// </summary>
internal sealed class Application(IReadOnlyList<ISubcommand> commands, TextWriter output, TextWriter error)
{
    private static readonly string[] s_helpWords = ["--help", "-h", "-?", "help"];

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

        return command is RunCommand
            ? Dispatch(RunCommand.Expand(arguments), cancellation)
            : Run(command, rest, arguments, cancellation);
    }

    private ExitCode Run(ISubcommand command, IReadOnlyList<string> rest, IReadOnlyList<string> all, CancellationToken cancellation)
    {
        OptionSet consoleSet = OptionSet.Of<ConsoleOptions>();
        OptionSet set = OptionSet.Of(command.OptionsType);
        IReadOnlyList<(OptionDescriptor Option, IReadOnlyList<string> Texts)> given = new CommandParser(command.Name, set, consoleSet).Parse(rest);
        OptionValues consoleValues = new(consoleSet);
        foreach ((OptionDescriptor option, IReadOnlyList<string> texts) in given.Where(g => consoleSet.Options.Contains(g.Option)))
        {
            consoleValues.SetText(option, texts);
        }

        ConsoleOptions console = (ConsoleOptions)consoleValues.Build();
        if (console.Report && !command.MakesRuns)
        {
            throw new InputException($"--report has no effect: interp {command.Name} makes no run; interp report RUN writes a page about runs that are there");
        }

        List<(OptionDescriptor Option, IReadOnlyList<string> Texts)> typed = given.Where(g => !consoleSet.Options.Contains(g.Option)).ToList();
        using CommandContext context = new(output, error, console, all) { Subcommands = commands, Cancellation = cancellation };
        IReadOnlyList<(ConfigRun Run, object Options)> runs = new BoundOptions(set, typed, console.Config, command.Name).Bind();
        return runs.Count == 1 ? command.Run(runs[0].Options, context) : RunMatrix(command, runs, context);
    }

    private static ExitCode RunMatrix(ISubcommand command, IReadOnlyList<(ConfigRun Run, object Options)> runs, CommandContext context)
    {
        CheckAll(command, runs, context);
        MatrixReport report = new();
        ExitCode worst = ExitCode.Done;
        foreach ((ConfigRun run, object options) in runs)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress.Note($"run {report.Count + 1} of {runs.Count}: {run.FolderName}");
            context.RunFinished = outcome => report.Add(run, outcome);
            ExitCode code = command.Run(options, context);
            worst = code == ExitCode.Done ? worst : code;
        }

        if (report.Table() is { } table)
        {
            context.Write(table);
        }

        return worst;
    }

    // What is wrong with the last run of a matrix is told before the first has taken its hours.
    private static void CheckAll(ISubcommand command, IReadOnlyList<(ConfigRun Run, object Options)> runs, CommandContext context)
    {
        context.Progress.Begin("checking all runs", runs.Count, 0, "runs");
        foreach ((ConfigRun run, object options) in runs)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                command.Check(options, context);
            }
            catch (InputException e)
            {
                throw new InputException($"run {run.FolderName}: {e.Message} (none of the {runs.Count} runs was begun)", e);
            }

            context.Progress.Advance(1);
        }

        context.Progress.End();
    }

    private ISubcommand Find(string name) =>
        commands.FirstOrDefault(c => c.Name == name)
        ?? throw new InputException(name.StartsWith('-')
            ? $"the command comes first: interp COMMAND {name} ..."
            : $"there is no command '{name}'{NearestName.Hint(name, commands.Select(c => c.Name))}; interp --help lists them");

    private ExitCode Fail(Exception exception, bool verbose, ExitCode code)
    {
        string message = verbose ? exception.ToString() : OneLine.Of(exception.Message);
        error.WriteLine("error: " + message);
        return code;
    }
}
