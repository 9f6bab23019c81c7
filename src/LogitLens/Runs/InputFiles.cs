using System.Security.Cryptography;
using LogitLens.Checkpoints;
using LogitLens.Options;

namespace LogitLens.Runs;

/// <summary>The files beyond model and data that options name, such as a direction's, with what was in them.</summary>
internal static class InputFiles
{
    // What these name is hashed as the model and the data.
    private static readonly string[] s_hashedElsewhere = ["model", "dataset", "data-dir"];

    /// <summary>The files and folders that are there, in the options' order.</summary>
    public static IReadOnlyList<FileInput> Of(OptionSet set, object options) =>
    [
        .. set.Options.Where(option => option.IsInput && !s_hashedElsewhere.Contains(option.Name)).SelectMany(option =>
            OutputGuard.PathsOf(option, options).Where(Path.Exists).Distinct(StringComparer.Ordinal)
                .Select(path => new FileInput(option.Name, path, Sha256Of(path)))),
    ];

    /// <summary>Of a file's bytes; of a folder, of its files' names and hashes.</summary>
    public static string Sha256Of(string path) => File.Exists(path) ? FileHash.Sha256(path) : OfFolder(path);

    // Of a model's folder: its files' names and hashes.
    private static string OfFolder(string folder)
    {
        IEnumerable<string> lines = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Select(file => $"{FileHash.Sha256(file)}  {Path.GetFileName(file)}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
