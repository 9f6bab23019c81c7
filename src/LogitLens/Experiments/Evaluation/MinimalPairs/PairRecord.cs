using LogitLens.Runs;

namespace LogitLens.Experiments.Evaluation;

/// <summary>What the model makes of one minimal pair.</summary>
internal sealed record PairRecord : IUnitRecord
{
    public required string Id { get; init; }

    /// <summary>The contrast that is tested.</summary>
    public required string Paradigm { get; init; }

    /// <summary>The phenomenon it belongs to; null where the file names none.</summary>
    public string? Phenomenon { get; init; }

    /// <summary>The acceptable sentence's log-probability, in nats.</summary>
    public double GoodLogProb { get; init; }

    /// <summary>The unacceptable sentence's.</summary>
    public double BadLogProb { get; init; }

    /// <summary>Tokens of the acceptable sentence that are scored.</summary>
    public int GoodTokens { get; init; }

    /// <summary>Tokens of the unacceptable one.</summary>
    public int BadTokens { get; init; }

    /// <summary>Whether the acceptable sentence is the more probable one.</summary>
    public bool Correct => GoodLogProb > BadLogProb;
}
