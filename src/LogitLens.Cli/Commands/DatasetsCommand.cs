using LogitLens.Datasets;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary><c>interp datasets</c>.</summary>
internal sealed class DatasetsCommand() : Subcommand<DatasetsCommand.Settings>("datasets", CommandGroup.ModelsAndData, "List the datasets that have names")
{
    public override IReadOnlyList<CommandExample> Examples => [new("datasets", "list them"), new("datasets --json", "with formats, origins and licences")];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        if (!context.WriteJson(() => Json.ToNode(DatasetCatalogue.Entries.Select(Describe))))
        {
            context.Write(new SummaryTable(
                "Datasets",
                ["name", "what", "splits", "how to have it"],
                [
                    .. DatasetCatalogue.Entries.Select(entry =>
                        (IReadOnlyList<string>)[entry.Name, entry.Description, string.Join(", ", entry.Splits), Source(entry)]),
                ])
            {
                Notes = ["A .csv, .tsv or .jsonl file of your own goes by its path, with --text-column and --label-column."],
            });
        }

        return ExitCode.Done;
    }

    private static object Describe(CatalogueEntry entry) => new
    {
        entry.Name,
        entry.Description,
        entry.Format,
        entry.ComesFrom,
        entry.Licence,
        entry.Task,
        labels = entry.Labels?.Names,
        entry.Splits,
        entry.IsBundled,
        archive = entry.Archive?.Url,
    };

    private static string Source(CatalogueEntry entry) => entry switch
    {
        { IsBundled: true } => "comes with the program",
        { Archive: not null } => $"interp fetch {entry.Name}, or --data-dir",
        _ => "--data-dir",
    };

    internal sealed record Settings;
}
