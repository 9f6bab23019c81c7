namespace LogitLens.Options;

/// <summary>The files and folders that values of options name.</summary>
internal static class InputPaths
{
    /// <summary>The paths in a value: of a text itself, of a list each, of what names files among other things those.</summary>
    public static IEnumerable<string> Of(object? value) => value switch
    {
        string path => [path],
        IEnumerable<string> paths => paths,
        IInputPaths named => named.Paths,
        System.Collections.IEnumerable several => several.OfType<IInputPaths>().SelectMany(named => named.Paths),
        _ => [],
    };

    /// <summary>
    /// A value of a config file, its paths looked for beside the file: what is there is meant, anything else is left as it stands. Only what has a slash
    /// or an ending is taken for a path, so that a folder beside the file is never mistaken for a name such as <c>gpt2</c>.
    /// </summary>
    /// <param name="json">Its value in the file.</param>
    /// <param name="folder">The file's folder.</param>
    public static JsonElement Beside(OptionDescriptor option, JsonElement json, string folder) => (option.IsInput, json.ValueKind) switch
    {
        (true, JsonValueKind.String) => JsonSerializer.SerializeToElement(Beside(option, json.GetString()!, folder)),
        (true, JsonValueKind.Array) => JsonSerializer.SerializeToElement(json.EnumerateArray().Select(each => Beside(option, each, folder))),
        _ => json,
    };

    private static string Beside(OptionDescriptor option, string text, string folder)
    {
        foreach (string path in option.Type.TryParseEach([text], out object? value) ? Of(value) : [])
        {
            string full = Path.GetFullPath(path, Path.GetFullPath(folder));
            if (!Path.IsPathRooted(path) && IsPath(path) && Path.Exists(full))
            {
                text = text.Replace(path, full, StringComparison.Ordinal);
            }
        }

        return text;
    }

    private static bool IsPath(string text) => text.Contains('/', StringComparison.Ordinal) || Path.HasExtension(text);
}
