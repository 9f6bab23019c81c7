using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.Tables;

namespace LogitLens.Cli;

/// <summary><c>interp rerun</c>.</summary>
internal sealed class RerunCommand()
    : Subcommand<RerunCommand.Settings>("rerun", CommandGroup.Results, "Do a finished run again, and say whether the numbers agree")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("rerun results/2026-03-01-logit-lens-tiny-reviews", "into a folder beside it; exit code 0 if the numbers agree, else 1"),
        new("rerun results/a --output results/b --tolerance 1e-3", "what another machine's rounding may move"),
    ];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        FinishedRun run = FinishedRun.Open(options.Folder);
        ExperimentKind kind = context.Experiments.Of(options.Folder);
        RunOptions target = new() { Output = options.Output, Force = options.Force, Resume = options.Resume };
        RerunReport report = RunRepetition.Repeat(kind, run, target, options.Tolerance, context.CommandLine, context.Session);
        if (!context.WriteJson(() => Json.ToNode(report)))
        {
            Write(report, context);
            if (RunRepetition.FollowUpsOf(kind, run).Count > 0)
            {
                context.Write($"What followed the run lies in {kind.FollowUpFolder} in its folder: runs of their own, to be done again one by one.");
            }
        }

        return report.Agreement == Agreement.No ? ExitCode.Failed : ExitCode.Done;
    }

    private static void Write(RerunReport report, CommandContext context)
    {
        context.Write(new SummaryTable(
            $"{report.Run} and its repetition",
            ["file", "agrees", "largest difference", "other differences"],
            [
                .. report.Files.Select(file => (IReadOnlyList<string>)
                [
                    file.File, Words(file.Agreement), file.Numbers == 0 ? "-" : file.LargestDifference.ToString("0.0e+0", CultureInfo.InvariantCulture),
                    CellFormat.Count.Of(file.OtherDifferences),
                ]),
            ])
        {
            Notes = [.. Remarks(report)],
        });
        if (report.Circumstances.Count > 0)
        {
            context.Write(new SummaryTable(
                "What differs beside the results",
                ["what", "run", "repetition"],
                [.. report.Circumstances.Select(each => (IReadOnlyList<string>)[each.What, Shown(each.There), Shown(each.Here)])]));
        }

        context.Write(report.Agreement switch
        {
            Agreement.SameBytes => "The numbers agree: the same bytes.",
            Agreement.WithinTolerance when report.Files.All(file => file.LargestDifference == 0) => "The numbers agree: the same values.",
            Agreement.WithinTolerance => string.Create(
                CultureInfo.InvariantCulture, $"The numbers agree within {report.Tolerance:0.#e+0} of 1 or of their size, whichever is more."),
            _ => "The numbers do not agree.",
        });
        context.Write("repetition: " + report.Repetition);
    }

    // A hash tells two things apart by its first digits; whole ones stand in rerun.json.
    private static string Shown(string value) => value.Length == 64 && value.All(char.IsAsciiHexDigit) ? value[..12] : value;

    private static IEnumerable<string> Remarks(RerunReport report)
    {
        foreach (FileAgreement file in report.Files.Where(file => file.First is not null))
        {
            yield return $"{file.File}: first at {file.First}";
        }

        if (report.Agreement == Agreement.No && report.Circumstances.Count == 0)
        {
            yield return "Weights, data, versions, device, threads and kernel are the same: what differs is not recorded, or the run's files were changed.";
        }
    }

    private static string Words(Agreement agreement) => agreement switch
    {
        Agreement.SameBytes => "same bytes",
        Agreement.WithinTolerance => "within tolerance",
        _ => "NO",
    };

    internal sealed record Settings
    {
        [Argument("folder", "The folder of the run, which is done", Required = true)]
        public string Folder { get; init; } = "";

        [Option("output", "The folder of the repetition; that of the run with -rerun behind its name when not given", Placeholder = "DIR")]
        public string? Output { get; init; }

        [Option(
            "tolerance",
            "How far numbers may be apart, as a share of 1 or of their own size; 1e-4 for runs in f32, 0.02 for others when not given",
            Min = 0)]
        public double? Tolerance { get; init; }

        [Option("resume", "Go on with a repetition that was interrupted")]
        public bool Resume { get; init; }

        [Option("force", "Replace the run that is in --output")]
        [NotWith("resume")]
        public bool Force { get; init; }
    }
}
