namespace LogitLens.Experiments;

/// <summary>What figures and tables call a model or a dataset.</summary>
internal static class ShownName
{
    /// <summary>Names and Hub ids as they are; of a path its last part, because a title has no room for folders.</summary>
    public static string Of(string nameOrPath) =>
        Path.IsPathRooted(nameOrPath) || Path.Exists(nameOrPath)
            ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(nameOrPath)))
            : nameOrPath;
}
