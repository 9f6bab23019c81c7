using LogitLens.Options;

namespace LogitLens.Runs;

/// <summary>The options of a run that was, for another one.</summary>
internal static class RecordedOptions
{
    /// <summary>A run's options as its manifest has them, but for where it went and how it was carried out.</summary>
    /// <param name="target">Where the new one goes: its output, force and resume are heeded.</param>
    /// <param name="where">What holds the manifest, for error messages.</param>
    /// <param name="leaveOut">Further options to leave at their defaults.</param>
    /// <exception cref="InputException">An option is not there any more, or takes other values.</exception>
    public static object For(OptionSet set, RunManifest manifest, RunOptions target, string where, params IReadOnlyCollection<string> leaveOut)
    {
        OptionValues values = new(set);
        foreach (JsonProperty option in manifest.OptionsElement().EnumerateObject())
        {
            if (set.Find(option.Name) is not { IsRunOnly: true } && !leaveOut.Contains(option.Name))
            {
                values.SetJson(option.Name, option.Value, Path.Combine(where, RunManifest.FileName));
            }
        }

        (string Name, JsonElement Value)[] own =
        [
            ("force", JsonSerializer.SerializeToElement(target.Force)),
            ("resume", JsonSerializer.SerializeToElement(target.Resume)),
            ("output", JsonSerializer.SerializeToElement(target.Output)),
        ];
        foreach ((string name, JsonElement value) in own.Where(option => set.Find(option.Name) is not null))
        {
            values.SetJson(name, value, where);
        }

        return target.Resume && set.Find("resume") is null
            ? throw new InputException("a run of this kind takes no --resume: it is done in one go; --force does it again")
            : values.Build();
    }
}
