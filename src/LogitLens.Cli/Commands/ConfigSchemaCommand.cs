using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary><c>interp config-schema</c>.</summary>
internal sealed class ConfigSchemaCommand()
    : Subcommand<ConfigSchemaCommand.Settings>("config-schema", CommandGroup.Program, "Print the JSON schema of config files, for editors to check them by")
{
    public override IReadOnlyList<CommandExample> Examples =>
        [new("config-schema > interp.schema.json", "then \"$schema\": \"interp.schema.json\" in a config file")];

    protected override ExitCode Run(Settings options, CommandContext context)
    {
        context.Out.WriteLine(ConfigSchema.Of([.. context.Subcommands.Describe()]).ToJsonString(Json.Indented));
        return ExitCode.Done;
    }

    internal sealed record Settings;
}
