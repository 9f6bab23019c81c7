using LogitLens.Options;
using LogitLens.Reports;

namespace LogitLens.Cli;

/// <summary><c>interp report</c>.</summary>
internal sealed class ReportCommand()
    : Subcommand<ReportCommand.Settings>("report", CommandGroup.Results, "Write one HTML page about runs, to be read offline")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("report results/2026-03-01-logit-lens-tiny-reviews", "report.html with summary, figures, tables and failures"),
        new("report results/a results/b -o both.html", "two runs on one page"),
    ];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        if (Directory.Exists(options.Output))
        {
            throw new InputException($"--output {options.Output} is a folder; name the page's file, such as {Path.Combine(options.Output, "report.html")}");
        }

        if (File.Exists(options.Output) && !options.Force && !Report.IsReport(options.Output))
        {
            throw new InputException($"{options.Output} exists and is no report; choose another --output, or --force to replace it");
        }

        Report.Write(options.Folders, options.Output, context.Experiments);
        context.Write($"report: {options.Output} ({Math.Ceiling(new FileInfo(options.Output).Length / 1024.0)} KiB)");
        return ExitCode.Done;
    }

    internal sealed record Settings
    {
        [Argument("folder", "The runs' folders", Required = true)]
        public IReadOnlyList<string> Folders { get; init; } = [];

        [Option("output", "The page's file", Placeholder = "FILE", Letter = 'o')]
        public string Output { get; init; } = Report.FileName;

        [Option("force", "Replace a file that is no report")]
        public bool Force { get; init; }
    }
}
