using System.Text.Json.Nodes;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary><c>interp inspect</c>.</summary>
internal sealed class InspectCommand()
    : Subcommand<InspectCommand.Settings>("inspect", CommandGroup.Results, "Show what a run was, what it found, and what to be careful about")
{
    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("inspect results/2026-03-01-logit-lens-tiny-reviews", "any run, finished or not"),
        new("inspect results/2026-03-01-logit-lens-tiny-reviews --json", "the same for a program"),
        new("inspect results/2026-03-01-logit-lens-tiny-reviews --failures", "the worst examples, with their texts"),
    ];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        if (options.Failures)
        {
            FailuresPage.Write(context, options.Folder, options.Kind, options.Condition, options.Top);
            return ExitCode.Done;
        }

        RunInspection run = RunInspection.Of(options.Folder, context.Experiments);
        if (context.WriteJson(() => Json.ToNode(run)))
        {
            return ExitCode.Done;
        }

        foreach ((string name, string? value) in Facts(run).Where(fact => fact.Value is { Length: > 0 }))
        {
            context.Write($"{name + ":",-9} {value}");
        }

        if (run.Headline is { } headline)
        {
            context.Write("");
            context.Write(headline);
        }

        WriteList(context, "Warnings", run.Warnings);
        WriteList(context, "Figures", run.Figures);
        WriteList(context, "Tables", run.Tables);
        return ExitCode.Done;
    }

    private static IEnumerable<(string Name, string? Value)> Facts(RunInspection run)
    {
        yield return ("run", run.Kind);
        yield return ("typed", "interp " + ShellWords.Join(run.CommandLine));
        yield return ("state", run.Error is null ? run.State : $"{run.State}: {run.Error}");
        yield return ("model", run.Inputs?.Model is { } model ? $"{model.Id} (sha256 {Short(model.Sha256)}{(model.Bos ? ", BOS" : "")})" : null);
        yield return ("data", run.Inputs?.Dataset is { } data
            ? $"{data.Id}{(data.Split is null ? "" : $", {data.Split}")}: {data.Rows.ToString(CultureInfo.InvariantCulture)} examples (sha256 "
                + $"{Short(data.Sha256)})"
            : null);
        yield return ("engine", run.Inputs?.Engine is { } engine ? $"{engine.Name} {engine.Version}, {engine.Device}, {engine.DType}" : null);
        yield return ("options", string.Join(' ', run.Options.Select(Typed)));
        yield return ("units", run.Planned is { } planned ? $"{run.Recorded} recorded, {planned} planned" : null);
        yield return (
            "begun",
            string.Create(CultureInfo.InvariantCulture, $"{run.Started.ToLocalTime():yyyy-MM-dd HH:mm}, {run.Seconds:0.0} s of work, interp {run.Tool}"));
    }

    private static string Typed(KeyValuePair<string, JsonNode?> option) =>
        option.Value?.GetValueKind() == JsonValueKind.True ? $"--{option.Key}" : $"--{option.Key} {ShellWords.Quote(OptionText.Of(option.Value))}";

    private static void WriteList(CommandContext context, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            context.Write("");
            context.Write(title);
        }

        foreach (string line in lines)
        {
            context.Write("- " + line);
        }
    }

    private static string Short(string sha256) => sha256[..Math.Min(10, sha256.Length)];

    internal sealed record Settings
    {
        [Argument("folder", "A run's folder", Required = true)]
        public string Folder { get; init; } = "";

        [Option("failures", "List examples that the model got wrong, the worst first: text, right and given answer, confidence")]
        public bool Failures { get; init; }

        [Option("kind", "The kinds of answers to list, such as off-by-one, or correct; all that are wrong when not given", Placeholder = "KIND")]
        [OnlyWith("failures")]
        public IReadOnlyList<string> Kind { get; init; } = [];

        [Option("condition", "The condition to list, such as 1-shot-correct; all when not given", Placeholder = "NAME")]
        [OnlyWith("failures")]
        public string? Condition { get; init; }

        [Option("top", "How many examples to list", Min = 1, Max = 100000)]
        [OnlyWith("failures")]
        public int Top { get; init; } = 10;
    }
}
