using LogitLens.Runs;

namespace LogitLens.Experiments.Probes;

/// <summary>What every probe makes of one text that is tested on.</summary>
internal sealed record ProbeRecord : IUnitRecord
{
    public required string Id { get; init; }

    public int Tokens { get; init; }

    /// <summary>Its class.</summary>
    public int Label { get; init; }

    /// <summary>Its rows: one, or one a token.</summary>
    public required IReadOnlyList<ProbeRow> Rows { get; init; }
}

/// <summary>What every probe makes of one activation.</summary>
internal sealed record ProbeRow
{
    /// <summary>Its own class, where tokens have labels of their own; null where its text's counts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Label { get; init; }

    /// <summary>Its control label.</summary>
    public int ControlLabel { get; init; }

    /// <summary>Whether its word type is one of the training rows'.</summary>
    public bool ControlSeen { get; init; }

    /// <summary>[point][class] the probabilities that each probe gives.</summary>
    public required float[][] Probabilities { get; init; }

    /// <summary>[point] the control probe's answer.</summary>
    public required int[] Control { get; init; }

    /// <summary>[class] the probabilities by the embeddings' probe.</summary>
    public required float[] Embeddings { get; init; }

    /// <summary>[point] the answer of the probe on random weights; empty where there is none.</summary>
    public int[] RandomModel { get; init; } = [];

    /// <summary>[point] the answer of the probe that was fitted once more after the class means were projected out; empty where there is none.</summary>
    public int[] WithoutMeans { get; init; } = [];

    /// <summary>[point] the same after LEACE.</summary>
    public int[] WithoutConcept { get; init; } = [];

    /// <summary>The answer by counted words; null where they were not counted.</summary>
    public int? BagOfWords { get; init; }
}
