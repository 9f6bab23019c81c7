namespace LogitLens.Datasets;

/// <summary>A dataset that has a name.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Description">One line: what the texts are.</param>
/// <param name="Task">What is asked of the model.</param>
/// <param name="DefaultSplit">The split that is evaluated where none is chosen.</param>
public sealed record CatalogueEntry(string Name, string Description, TaskKind Task, string DefaultSplit)
{
    /// <summary>The files' format, as its users call it.</summary>
    public required string Format { get; init; }

    /// <summary>Who made it, and where it is published.</summary>
    public required string ComesFrom { get; init; }

    /// <summary>The licence as its makers state it.</summary>
    public string Licence { get; init; } = "none stated";

    /// <summary>The classes; null in other tasks than classification.</summary>
    public LabelSet? Labels { get; init; }

    /// <summary>True for the sets that come with the program.</summary>
    public bool IsBundled { get; init; }

    /// <summary>The public archive; null where the files have to be on disk already.</summary>
    public DatasetArchive? Archive { get; init; }

    /// <summary>The splits' names, in the usual order.</summary>
    public IReadOnlyList<string> Splits => Files.Select(file => file.Split).Distinct().ToList();

    /// <summary>Where a split's file may be, in the order in which places are tried.</summary>
    internal IReadOnlyList<SplitFile> Files { get; init; } = [];
}

/// <summary>A place where a split may be in the dataset's folder, and how to read it.</summary>
/// <param name="Pattern">A relative path to a file or folder, whose last part may have a <c>*</c>.</param>
internal sealed record SplitFile(string Split, string Pattern, Func<string, ReadOptions, Dataset> Read);

/// <summary>A public archive with a dataset's files.</summary>
/// <param name="Url">Where it is: a .zip or a .tar.gz.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its bytes in lower-case hexadecimal, as other projects that pin this archive have it.</param>
/// <param name="Keep">Beginnings of the paths in it that are extracted; the rest is left.</param>
public sealed record DatasetArchive(Uri Url, long Bytes, string Sha256, IReadOnlyList<string> Keep);
