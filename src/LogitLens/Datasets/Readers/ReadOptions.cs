namespace LogitLens.Datasets;

/// <summary>How a file is read. What is left out takes the format's own default.</summary>
internal sealed record ReadOptions
{
    /// <summary>The dataset's name, for records and messages.</summary>
    public required string Name { get; init; }

    /// <summary>The split's name; examples' ids begin with it.</summary>
    public required string Split { get; init; }

    /// <summary>Counts and lists bad rows instead of failing at the first.</summary>
    public bool SkipBadRows { get; init; }

    /// <summary>The column of the text, in formats with named columns.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The column of the label, in formats with named columns.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The column that says which rows belong together; null for none.</summary>
    public string? ClusterColumn { get; init; }

    /// <summary>Whether questions with exact answers are wanted, where a format may hold these as well as labels.</summary>
    public bool HasQuestions { get; init; }

    /// <summary>The classes, where the format does not fix them.</summary>
    public LabelSet? Labels { get; init; }

    /// <summary>Options for a file by itself: its name, and its stem as the split.</summary>
    public static ReadOptions ForFile(string path) =>
        new() { Name = Path.GetFileName(path), Split = Path.GetFileNameWithoutExtension(path) };
}
