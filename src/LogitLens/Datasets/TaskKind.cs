namespace LogitLens.Datasets;

/// <summary>What is asked of the model.</summary>
public enum TaskKind
{
    /// <summary>The next word, among the label words.</summary>
    Classification,

    /// <summary>A continuation that holds an exact answer.</summary>
    Generation,

    /// <summary>Which of two sentences is more probable.</summary>
    MinimalPairs,

    /// <summary>How probable a running text is.</summary>
    Perplexity,
}
