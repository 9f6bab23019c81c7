using LogitLens.Options;

namespace LogitLens.Runs;

/// <summary>The shards of one run: checked to be of the same options, weights, data and plan, each there once.</summary>
internal sealed class ShardSet
{
    private readonly OptionSet _set;
    private readonly RunManifest _first;

    private ShardSet(OptionSet set, IReadOnlyList<string> folders, RunManifest first)
    {
        (_set, Folders, _first) = (set, folders, first);
    }

    public IReadOnlyList<string> Folders { get; }

    public RunInputs? Inputs => _first.Inputs;

    public PlanInfo Plan => _first.Plan!;

    /// <exception cref="InputException">A folder is not a shard, or does not belong to the others, or one is missing or double.</exception>
    public static ShardSet Load(IReadOnlyList<string> folders, OptionSet set)
    {
        List<(string Folder, RunManifest Manifest, Shard Shard)> parts = folders.Select(folder => Load(folder, set)).ToList();
        (string firstFolder, RunManifest first, Shard firstShard) = parts[0];
        string?[] byNumber = new string?[firstShard.Count];
        foreach ((string folder, RunManifest manifest, Shard shard) in parts)
        {
            RequireSame(firstFolder, first, folder, manifest, set);
            if (shard.Count != firstShard.Count)
            {
                throw new InputException($"{folder} is shard {shard} and {firstFolder} is shard {firstShard}: they are cut differently");
            }

            if (byNumber[shard.Number - 1] is { } other)
            {
                throw new InputException($"{folder} and {other} are the same shard, {shard}");
            }

            byNumber[shard.Number - 1] = folder;
        }

        Shard[] missing =
            [.. Enumerable.Range(1, firstShard.Count).Where(number => byNumber[number - 1] is null).Select(number => new Shard(number, firstShard.Count))];
        return missing.Length switch
        {
            0 => new ShardSet(set, byNumber!, first),
            1 => throw new InputException($"shard {missing[0]} is missing; give its folder as well"),
            _ => throw new InputException($"shards {string.Join(", ", missing)} are missing; give their folders as well"),
        };
    }

    public object WholeOptions(RunOptions target) => RecordedOptions.For(_set, _first, target, Folders[0], "shard");

    private static (string Folder, RunManifest Manifest, Shard Shard) Load(string folder, OptionSet set)
    {
        RunManifest manifest = RunManifest.Load(folder);
        object options = set.FromJson(manifest.OptionsElement(), Path.Combine(folder, RunManifest.FileName));
        Shard? shard = (Shard?)set.Find("shard")?.Get(options);
        if (shard is null)
        {
            throw new InputException($"{folder} is a whole run, not a shard of one");
        }

        return manifest.State == RunState.Done
            ? (folder, manifest, shard.Value)
            : throw new InputException($"{folder} (shard {shard}) is not done: go on with it by --resume first");
    }

    private static void RequireSame(string firstFolder, RunManifest first, string folder, RunManifest manifest, OptionSet set)
    {
        if (manifest.Command != first.Command)
        {
            throw new InputException($"{folder} is of interp {manifest.Command} and {firstFolder} of interp {first.Command}");
        }

        foreach (OptionDescriptor option in set.Options.Where(o => !IsAboutTheShard(o.Name, set)))
        {
            string here = manifest.Options[option.Name]?.ToJsonString() ?? "not set";
            string there = first.Options[option.Name]?.ToJsonString() ?? "not set";
            if (here != there)
            {
                throw new InputException($"{folder} and {firstFolder} are of different runs: {option.Name} is {here} and {there}");
            }
        }

        if (manifest.Plan != first.Plan
            || manifest.Inputs?.Model?.Sha256 != first.Inputs?.Model?.Sha256
            || manifest.Inputs?.Dataset?.Sha256 != first.Inputs?.Dataset?.Sha256)
        {
            throw new InputException($"{folder} and {firstFolder} were computed over different data, tokenizers or weights");
        }

        if (manifest.Inputs is { } own && first.Inputs?.OtherFile(own) is { } file)
        {
            throw new InputException($"{folder} and {firstFolder} were computed with different files as --{file.Option} {file.Path}");
        }
    }

    private static bool IsAboutTheShard(string option, OptionSet set) => option == "shard" || set.Find(option) is { IsRunOnly: true };
}
