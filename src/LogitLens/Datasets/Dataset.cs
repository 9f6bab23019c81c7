namespace LogitLens.Datasets;

/// <summary>Examples of one split, in the order of the files, with where they come from.</summary>
/// <param name="Origin">The files, their hashes, and what was left out.</param>
/// <param name="Examples">The examples.</param>
/// <param name="Labels">The classes; null in a generation task and in data without labels.</param>
public sealed record Dataset(DataOrigin Origin, IReadOnlyList<Example> Examples, LabelSet? Labels)
{
    /// <summary>The columns there are to choose from, where none of them was taken for the labels.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The dataset's name.</summary>
    public string Name => Origin.Name;

    /// <summary>The split's name.</summary>
    public string Split => Origin.Split;

    /// <summary>Number of examples of each class, by label index; empty without labels.</summary>
    public IReadOnlyList<int> LabelCounts()
    {
        int[] counts = new int[Labels?.Count ?? 0];
        foreach (Example example in Examples)
        {
            if (example.Label is int label)
            {
                counts[label]++;
            }
        }

        return counts;
    }
}

/// <summary>One running text, for perplexity.</summary>
/// <param name="Origin">The file and its hash.</param>
/// <param name="Text">The file's characters, unchanged but for a byte-order mark at the start.</param>
public sealed record RunningText(DataOrigin Origin, string Text);
