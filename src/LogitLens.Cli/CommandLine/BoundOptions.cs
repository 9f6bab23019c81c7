using System.Text.Json;
using LogitLens.Options;

namespace LogitLens.Cli.CommandLine;

/// <summary>
/// Puts a command's options together: defaults, then the config file, then what was typed. A file with a matrix gives several runs, each
/// with a folder of its own in --output if that is given.
/// </summary>
internal sealed class BoundOptions(
    OptionSet set, IReadOnlyList<(OptionDescriptor Option, IReadOnlyList<string> Texts)> typed, string? configPath, string command)
{
    private const string OutputOption = "output";

    private static readonly ConfigRun _plainRun = new([], new Dictionary<string, JsonElement>());

    /// <summary>One record of options per run, all checked before the first of them begins.</summary>
    public IReadOnlyList<(ConfigRun Run, object Options)> Bind()
    {
        if (configPath is null)
        {
            return [(_plainRun, Bind(_plainRun, null))];
        }

        var config = ConfigFile.Load(configPath);
        if (config.Command != command)
        {
            throw new InputException($"{configPath} is for interp {config.Command}, not interp {command}");
        }

        return [.. config.Runs.Select(run => (run, Bind(run, config)))];
    }

    private object Bind(ConfigRun run, ConfigFile? config)
    {
        var values = new OptionValues(set);
        foreach ((string name, JsonElement json) in run.Values)
        {
            values.SetJson(name, json, config!.Path);
        }

        foreach ((OptionDescriptor option, IReadOnlyList<string> texts) in typed)
        {
            values.SetText(option, texts);
        }

        object options = values.Build();
        if (config is { Runs.Count: > 1 } && set.Find(OutputOption) is { } output && output.Get(options) is string folder)
        {
            values.SetText(output, [Path.Combine(folder, run.FolderName)]);
            options = values.Build();
        }

        return options;
    }
}
