namespace LogitLens.Datasets.Catalogue;

/// <summary>What is asked of the model.</summary>
public enum TaskKind
{
    /// <summary>The next token among a few label words.</summary>
    Classification,

    /// <summary>A generated continuation with an exact answer.</summary>
    Generation,

    /// <summary>Which of two sentences is likelier.</summary>
    MinimalPairs,
}
