namespace LogitLens.Runs;

/// <summary>The folder of a run that is done, for reading.</summary>
public sealed class FinishedRun
{
    private FinishedRun(string folder, RunManifest manifest, JsonElement results) => (Folder, Manifest, Results) = (folder, manifest, results);

    /// <summary>The folder's path as it was given.</summary>
    public string Folder { get; }

    /// <summary>run.json.</summary>
    public RunManifest Manifest { get; }

    /// <summary>results.json.</summary>
    public JsonElement Results { get; }

    /// <summary>The folder's own name, without what it lies in.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    /// <summary>What a command of several tasks did; null for a command of one.</summary>
    public string? Task => Results.TryGetProperty("task", out JsonElement task) ? task.GetString() : null;

    /// <summary>The kind of run, in words: <c>logit-lens</c>, <c>evaluate (generation)</c>.</summary>
    public string Kind => Task is null ? Manifest.Command : $"{Manifest.Command} ({Task})";

    /// <summary>The label words, in label order; empty where there are none.</summary>
    public IReadOnlyList<string> Labels =>
        Results.TryGetProperty("labels", out JsonElement labels) ? [.. labels.EnumerateArray().Select(label => label.GetString() ?? "")] : [];

    /// <summary>What the run itself remarked on its data.</summary>
    public IReadOnlyList<string> Notes =>
        Results.TryGetProperty("notes", out JsonElement notes) ? [.. notes.EnumerateArray().Select(note => note.GetString() ?? "")] : [];

    /// <summary>Opens a run's folder.</summary>
    /// <exception cref="InputException">It is no run's, or the run is not done.</exception>
    public static FinishedRun Open(string folder)
    {
        RunManifest manifest = RunManifest.Load(folder);
        if (manifest.State != RunState.Done)
        {
            throw new InputException($"{folder} is not done ({manifest.State.ToString().ToLowerInvariant()}): its command goes on with --resume");
        }

        string path = Path.Combine(folder, RunFolder.ResultsFile);
        if (!File.Exists(path))
        {
            throw new InputException($"{folder} has no {RunFolder.ResultsFile}, though it is done; --resume writes it again");
        }

        return new FinishedRun(folder, manifest, Json.Read<JsonElement>(path));
    }

    /// <summary>results.json as the type that it was written from.</summary>
    /// <exception cref="InputException">It is of another one.</exception>
    public T Result<T>() => Json.Read(Path.Combine(Folder, RunFolder.ResultsFile), () => Results.Deserialize<T>(Json.Indented)!);

    /// <summary>What the run found out once, or a part of it; null where it kept nothing.</summary>
    /// <exception cref="InputException">It is of another type.</exception>
    public T? Setup<T>()
        where T : class
    {
        string path = Path.Combine(Folder, RunFolder.SetupFile);
        return File.Exists(path) ? Json.Read<T>(path) : null;
    }

    /// <summary>The records, one at a time.</summary>
    /// <exception cref="InputException">There are none, or a line is not a record; the message says which.</exception>
    public IEnumerable<T> Records<T>()
    {
        string path = Path.Combine(Folder, RunFolder.RecordsFile);
        if (!File.Exists(path))
        {
            throw new InputException($"{Folder} has no {RunFolder.RecordsFile}, which holds its examples");
        }

        RecordSums.Verify(path);
        return File.ReadLines(path).Select((line, index) => Json.ReadLine<T>(line, path, index + 1));
    }

    /// <summary>What the model saw, by unit; empty where the run kept no prompts.</summary>
    /// <exception cref="InputException">A line is no prompt; the message says which.</exception>
    public IReadOnlyDictionary<string, UnitPrompt> Prompts() =>
        PromptLog.Read(Path.Combine(Folder, RunFolder.PromptsFile)).ToDictionary(prompt => prompt.Id);

    /// <summary>Each example's cluster by its id; null where the run took examples for independent.</summary>
    /// <exception cref="InputException">The run had clusters and its prompts do not say which.</exception>
    public IReadOnlyDictionary<string, string>? Clusters()
    {
        if (Manifest.Options["cluster"] is not { } column)
        {
            return null;
        }

        Dictionary<string, string> clusters = [];
        foreach (UnitPrompt prompt in Prompts().Values.Where(prompt => prompt.Cluster is not null))
        {
            clusters[prompt.Example ?? prompt.Id] = prompt.Cluster!;
        }

        return clusters.Count > 0
            ? clusters
            : throw new InputException($"{Folder}: its {RunFolder.PromptsFile} does not say what belongs together by --cluster {column}");
    }

    /// <summary>Whether both runs were made over the same bytes of data, so that an example's id names the same example in both.</summary>
    public bool HasDataOf(FinishedRun other)
    {
        string? here = Manifest.Inputs?.Dataset?.Sha256, there = other.Manifest.Inputs?.Dataset?.Sha256;
        return here is not null && here == there;
    }
}
