using LogitLens.Checkpoints;
using LogitLens.Experiments;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary><c>interp models</c>.</summary>
internal sealed class ModelsCommand()
    : Subcommand<ModelsCommand.Settings>("models", CommandGroup.ModelsAndData, "List the models that have names, and which of them are on this machine")
{
    public override IReadOnlyList<CommandExample> Examples => [new("models", "list them")];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        List<IReadOnlyList<string>> rows = [[ModelLocator.Bundled, "comes with the program", ModelLocator.Find(ModelLocator.Bundled, context.Progress)]];
        foreach (string name in HubModelId.BareNames)
        {
            HubModelId id = HubModelId.Parse(name);
            rows.Add([name, $"Hub: {id}", ModelLocator.FindCached(id) ?? "not here yet; fetched when first used"]);
        }

        if (!context.WriteJson(() => Json.ToNode(rows.Select(row => new { name = row[0], source = row[1], where = row[2] }))))
        {
            context.Write(new SummaryTable("Models", ["name", "source", "where"], rows)
            {
                Notes = ["Any other Hub model of GPT-2's architecture goes by owner/name[@revision], any folder in Hugging Face layout by its path."],
            });
        }

        return ExitCode.Done;
    }

    internal sealed record Settings;
}
