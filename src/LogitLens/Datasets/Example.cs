namespace LogitLens.Datasets;

/// <summary>One row of a dataset: a text, and what is right for it.</summary>
/// <param name="Id">Stable name, "dev:17": the split and the row, the same whatever else is skipped or left out by a limit.</param>
/// <param name="Text">The text or question; no white space at either end. Empty where <see cref="TokenIds"/> stand for it.</param>
/// <param name="Source">Where the row was read.</param>
public sealed record Example(string Id, string Text, RowSource Source)
{
    /// <summary>The right label's index in the dataset's <see cref="LabelSet"/>; null where there is none.</summary>
    public int? Label { get; init; }

    /// <summary>The right answer of a generation task; null in other tasks.</summary>
    public string? Answer { get; init; }

    /// <summary>The right answer's token ids in pre-tokenised questions; null elsewhere.</summary>
    public IReadOnlyList<int>? AnswerIds { get; init; }

    /// <summary>
    /// A label for each of its units, which are its token ids, or else its text's words, parted by single spaces; null where it has one label as a whole,
    /// or none.
    /// </summary>
    public IReadOnlyList<int>? UnitLabels { get; init; }

    /// <summary>What the example belongs together with others by: the cell of the cluster column; null where there is none.</summary>
    public string? Cluster { get; init; }

    /// <summary>The whole prompt's token ids in pre-tokenised data; null where there is a text.</summary>
    public IReadOnlyList<int>? TokenIds { get; init; }
}
