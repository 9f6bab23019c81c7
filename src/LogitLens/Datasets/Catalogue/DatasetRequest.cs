namespace LogitLens.Datasets;

/// <summary>Which data a run asks for.</summary>
/// <param name="Name">A catalogue name, or the path of a .csv, .tsv or .jsonl file.</param>
public sealed record DatasetRequest(string Name)
{
    /// <summary>The folder where the files are; null for the bundled ones or those that were fetched.</summary>
    public string? DataDir { get; init; }

    /// <summary>The split; null for the dataset's usual one.</summary>
    public string? Split { get; init; }

    /// <summary>The column of the text or question.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The column of the label or answer.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The column that says which rows belong together; null for none.</summary>
    public string? ClusterColumn { get; init; }

    /// <summary>Whether a label for each word or token may stand in place of one for each text.</summary>
    public bool HasUnitLabels { get; init; }

    /// <summary>Whether questions with exact answers are wanted, where a file may hold these as well as labels.</summary>
    public bool HasQuestions { get; init; }

    /// <summary>The classes of a file of the user's own.</summary>
    public LabelSet? Labels { get; init; }

    /// <summary>Counts and lists bad rows instead of failing at the first.</summary>
    public bool SkipBadRows { get; init; }
}
