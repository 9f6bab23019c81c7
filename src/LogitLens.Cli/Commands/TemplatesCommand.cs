using LogitLens.Datasets;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary><c>interp templates</c>: the wordings of prompts, and what may stand in one of the user's own.</summary>
internal sealed class TemplatesCommand()
    : Subcommand<TemplatesCommand.Settings>(
        "templates", CommandGroup.ModelsAndData, "Show the templates that prompts are made with, and what a template of one's own may hold")
{
    private const int Width = 80;

    private static readonly RowSource s_nowhere = new("", 1, 1);

    public override IReadOnlyList<CommandExample> Examples =>
    [
        new("templates", "all of them, and what the placeholders stand for"),
        new("templates my-template.txt --dataset emotions --shots 1", "one of your own, as emotions' prompts would have it"),
    ];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        IReadOnlyList<PromptTemplate> templates = options.Template is { } chosen ? [PromptTemplate.Find(chosen)] : PromptTemplate.BuiltIn;
        List<(PromptTemplate Template, string Rendered)> shown = templates.Select(template => (Template: template, Rendered: Render(template, options)))
            .ToList();
        if (context.WriteJson(() => Json.ToNode(shown.Select(each => new { each.Template.Name, each.Template.Template, example = each.Rendered }))))
        {
            return ExitCode.Done;
        }

        foreach ((PromptTemplate template, string rendered) in shown)
        {
            WriteBlock(context, $"--template {template.Name}", template.Template);
            if (UsersOf(template) is { Count: > 0 } users)
            {
                context.Write(Wrapped.Text($"the usual one of {string.Join(", ", users)}", Width));
                context.Write("");
            }

            WriteBlock(context, $"for instance ({DatasetFor(template, options).Name})", rendered);
        }

        context.Write(new SummaryTable(
            "Placeholders", ["placeholder", "stands for"], [.. PromptTemplate.Placeholders.Select(each => (IReadOnlyList<string>)[each.Name, each.Meaning])])
        {
            Notes =
            [
                "A template of your own is a text file with {text} or {question} in it once:",
                "--template my-template.txt. It ends without white space: a label or an answer",
                "brings its own leading space.",
            ],
        });
        return ExitCode.Done;
    }

    private static IReadOnlyList<string> UsersOf(PromptTemplate template) =>
    [
        .. DatasetCatalogue.Entries.Where(entry => entry.Task switch
        {
            TaskKind.Classification => template == PromptTemplate.SuffixInstruction,
            TaskKind.Generation => template == PromptTemplate.QuestionAnswer,
            _ => false,
        }).Select(entry => entry.Name),
    ];

    private static void WriteBlock(CommandContext context, string title, string text)
    {
        context.Write(title + ":");
        foreach (string line in text.Split('\n'))
        {
            context.Write("    " + line);
        }

        context.Write("");
    }

    // The dataset that a template is shown with: the one that was asked for, or one with what its placeholders need.
    private static CatalogueEntry DatasetFor(PromptTemplate template, Settings options) => options.Dataset is { } name
        ? DatasetCatalogue.Find(name) ?? throw new InputException($"no dataset '{name}'{NearestName.Hint(name, Names)}; interp datasets lists them")
        : DatasetCatalogue.Find(template == PromptTemplate.QuestionAnswer ? "arithmetic" : "reviews")!;

    private static IEnumerable<string> Names => DatasetCatalogue.Entries.Select(entry => entry.Name);

    private static string Render(PromptTemplate template, Settings options)
    {
        CatalogueEntry entry = DatasetFor(template, options);
        if (entry.Task == TaskKind.MinimalPairs)
        {
            throw new InputException($"{entry.Name} holds minimal pairs, whose sentences are scored as they are, without a template");
        }

        Demonstration[] demonstrations = [.. Enumerable.Range(1, options.Shots).Select(number => Demonstrate(number, entry.Labels))];
        return new PromptRenderer(template.Bind(entry.Labels), demonstrations).Render(entry.Labels is null ? "What is 7 + 5?" : "(the example's text)").Text;
    }

    private static Demonstration Demonstrate(int number, LabelSet? labels) => labels is null
        ? new Demonstration(new Example("demonstration", $"What is {number} + 2?", s_nowhere), $"{number + 2}")
        : new Demonstration(new Example("demonstration", $"(the text of demonstration {number})", s_nowhere), labels.Names[(number - 1) % labels.Count]);

    internal sealed record Settings
    {
        [Argument("template", "A template's name or a file; all that have names when not given")]
        public string? Template { get; init; }

        [Option("dataset", "The dataset whose labels are filled in; reviews, or arithmetic for questions, when not given", Placeholder = "NAME")]
        public string? Dataset { get; init; }

        [Option("shots", "How many demonstrations to show before the example", Min = 0, Max = 8)]
        public int Shots { get; init; }
    }
}
