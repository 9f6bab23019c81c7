namespace LogitLens.Options;

/// <summary>
/// A config file: a command and its options under the command line's names, in JSON (comments and trailing commas are fine).
/// A <c>matrix</c> makes several runs: each of its keys is one axis with a list of values, and every combination is one run. Values on an axis
/// are either those of the option that the axis is named after, or objects that set several options at once. Paths of what a run reads are looked
/// for beside the file first, then from the working folder.
/// </summary>
public sealed class ConfigFile
{
    private const string CommandKey = "command";
    private const string MatrixKey = "matrix";
    private const string SchemaKey = "$schema";

    private ConfigFile(string path, string command, IReadOnlyList<ConfigRun> runs) => (Path, Command, Runs) = (path, command, runs);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The folder that it is in, which paths in it are looked for in first.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>The subcommand to run.</summary>
    public string Command { get; }

    /// <summary>The runs, the last axis of the matrix varying fastest; a single one without a matrix.</summary>
    public IReadOnlyList<ConfigRun> Runs { get; }

    /// <summary>Reads a config file. Names and values of options are checked later, against the command's own.</summary>
    /// <exception cref="InputException">The file is missing, is not JSON or lacks its command, or its matrix is not one.</exception>
    public static ConfigFile Load(string path)
    {
        JsonElement root = Parse(path);
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty(CommandKey, out JsonElement command)
            || command.ValueKind != JsonValueKind.String)
        {
            throw new InputException(
                $"{path}: a config file is an object with a \"command\", such as {{\"command\": \"logit-lens\", \"model\": \"gpt2\"}}");
        }

        Dictionary<string, JsonElement> common = root.EnumerateObject()
            .Where(p => p.Name is not (CommandKey or MatrixKey or SchemaKey))
            .ToDictionary(p => p.Name, p => p.Value);
        IReadOnlyList<ConfigRun> runs = [new ConfigRun([], common)];
        if (root.TryGetProperty(MatrixKey, out JsonElement matrix))
        {
            runs = ConfigMatrix.Expand(matrix, common, path);
        }

        return new ConfigFile(path, command.GetString()!, runs);
    }

    private static JsonElement Parse(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"{path} is a folder; a config file is expected");
        }

        try
        {
            JsonDocumentOptions options = new()
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                AllowDuplicateProperties = false,
            };
            return UnicodeJson.Parse(File.ReadAllText(path), options);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: there is no such config file", e);
        }
        catch (JsonException e)
        {
            string place = e.LineNumber is { } line ? $", line {line + 1}" : "";
            throw new InputException($"{path}: not JSON{place}: {e.Message}", e);
        }
    }
}
