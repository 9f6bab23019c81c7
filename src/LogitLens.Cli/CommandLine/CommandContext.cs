using System.Text.Json.Nodes;
using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>
/// What a running subcommand may use of the outside world. Results go to standard output; progress, notes and warnings to standard error,
/// so that a pipe gets results alone.
/// </summary>
internal sealed class CommandContext(TextWriter output, TextWriter error, ConsoleOptions console, IReadOnlyList<string> commandLine)
    : IDisposable
{
    private readonly ConsoleProgress _progress = new(error, console);

    /// <summary>Standard output, for results.</summary>
    public TextWriter Out { get; } = output;

    /// <summary>How to talk.</summary>
    public ConsoleOptions Console { get; } = console;

    /// <summary>The arguments as typed, to be recorded with a run.</summary>
    public IReadOnlyList<string> CommandLine { get; } = commandLine;

    /// <summary>All subcommands, for those that are about the others.</summary>
    public required IReadOnlyList<ISubcommand> Subcommands { get; init; }

    /// <summary>Cancelled when the user wants to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Where to tell how work gets on.</summary>
    public IProgressSink Progress => _progress;

    /// <summary>The experiments among the subcommands.</summary>
    public ExperimentRegistry Experiments => new(Subcommands.OfType<ExperimentCommand>().Select(c => c.Kind));

    /// <summary>What an experiment may use of this process.</summary>
    public RunSession Session => new()
    {
        Progress = Progress,
        Cancellation = Cancellation,
        SvgToPng = MakesPng ? ToPng : null,
    };

    /// <summary>Whether figures are PNG files as well.</summary>
    public bool MakesPng { get; init; } = true;

    /// <summary>Whether runs are of a matrix, whose JSON is one document of all.</summary>
    public bool IsMatrix { get; init; }

    /// <summary>Prints a finished run: its headline and where everything is, or its results.json.</summary>
    public void Report(RunOutcome outcome)
    {
        if (Console.Json && !IsMatrix)
        {
            Out.Write(File.ReadAllText(outcome.ResultsPath));
            Out.WriteLine();
        }

        Write(outcome.Headline);
        foreach (string figure in outcome.Figures)
        {
            Write("figure: " + figure);
        }

        if (Console.Report)
        {
            Progress.Begin("writing the report", total: 0);
            string page = Reports.Report.WriteInto(outcome.Folder, Experiments);
            Progress.End();
            Write("report: " + page);
        }

        Write("results: " + outcome.Folder);
    }

    /// <summary>Prints a table, unless JSON was asked for or the user wants quiet.</summary>
    public void Write(SummaryTable table)
    {
        if (!Console.Json && !Console.Quiet)
        {
            TableWriter.Write(table, Out);
        }
    }

    /// <summary>Prints a line, unless JSON was asked for or the user wants quiet.</summary>
    public void Write(string line)
    {
        if (!Console.Json && !Console.Quiet)
        {
            Out.WriteLine(line);
        }
    }

    /// <summary>What is said of a failure: a line, or all of it where the user wants to know more.</summary>
    public static string MessageOf(Exception exception, bool verbose) =>
        verbose ? exception.ToString() : OneLine.Of(exception.Message);

    /// <summary>Prints JSON if that was asked for.</summary>
    /// <returns>Whether it was.</returns>
    public bool WriteJson(Func<JsonNode> json)
    {
        if (Console.Json)
        {
            Out.WriteLine(json().ToJsonString(Json.Indented));
        }

        return Console.Json;
    }

    public void Dispose() => _progress.Dispose();

    // Who has no librsvg does without; anything else, as a full disk, is told.
    private void ToPng(string svg, string png)
    {
        if (!PngRenderer.TryRender(svg, png, out string? reason) && !reason!.Contains("is not installed", StringComparison.Ordinal))
        {
            Progress.Warn($"{Path.GetFileName(svg)} could not be made a PNG: {reason}");
        }
    }
}
