using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary>
/// Puts a command's options together: defaults, then the config file, then what was typed. A file with a matrix gives several runs.
/// </summary>
internal sealed class BoundOptions(
    OptionSet set, IReadOnlyList<(OptionDescriptor Option, IReadOnlyList<string> Texts)> typed, string? configPath, string command)
{
    private static readonly ConfigRun s_plainRun = new([], new Dictionary<string, JsonElement>());

    /// <summary>One record of options per run, all checked before the first of them begins.</summary>
    /// <exception cref="InputException">A value is wrong, a rule is broken, or an option has no effect.</exception>
    public IReadOnlyList<(ConfigRun Run, object Options)> Bind()
    {
        ConfigFile? config = configPath is null ? null : ConfigFile.Load(configPath);
        if (config is not null && config.Command != command)
        {
            throw new InputException($"{configPath} is for interp {config.Command}, not interp {command}");
        }

        List<(ConfigRun Run, object Options, IReadOnlyList<OptionMisfit> Misfits)> bound = Places(config).Select(run => Bind(run, config)).ToList();
        RefuseUnfit([.. bound.Select(each => each.Misfits)]);
        return [.. bound.Select(each => (each.Run, each.Options))];
    }

    // What is typed holds for all runs: an axis of that option is none any more.
    private IReadOnlyList<ConfigRun> Places(ConfigFile? config)
    {
        HashSet<string> names = [.. typed.Select(each => each.Option.Name)];
        if (config is null || !config.Runs[0].Axes.Any(axis => names.Contains(axis.Axis)))
        {
            return config?.Runs ?? [s_plainRun];
        }

        return
        [
            .. config.Runs
                .Select(run => new ConfigRun(
                    [.. run.Axes.Where(axis => !names.Contains(axis.Axis))],
                    run.Values.Where(value => !names.Contains(value.Key)).ToDictionary(value => value.Key, value => value.Value)))
                .DistinctBy(run => run.FolderName + string.Concat(run.Values.Values)),
        ];
    }

    // What does nothing in one run of a matrix may do something in the next; what does nothing in any of them is a mistake.
    private void RefuseUnfit(IReadOnlyList<IReadOnlyList<OptionMisfit>> runs)
    {
        OptionMisfit? unfit = runs.SelectMany(misfits => misfits)
            .FirstOrDefault(misfit => !misfit.IsIdle || runs.All(others => others.Any(other => other.Option == misfit.Option)));
        if (unfit is not null)
        {
            bool isTyped = typed.Any(each => each.Option == unfit.Option);
            throw new InputException(isTyped || configPath is null ? unfit.Message : $"{configPath}: {unfit.Message}");
        }
    }

    private (ConfigRun Run, object Options, IReadOnlyList<OptionMisfit> Misfits) Bind(ConfigRun run, ConfigFile? config)
    {
        OptionValues values = new(set);
        foreach ((string name, JsonElement json) in run.Values)
        {
            values.SetFrom(config!, name, json);
        }

        foreach ((OptionDescriptor option, IReadOnlyList<string> texts) in typed)
        {
            values.SetText(option, texts);
        }

        object options = values.Build();
        return (run, options, values.Misfits(options));
    }
}
