using LogitLens.Runs;

namespace LogitLens.Experiments.Evaluation;

/// <summary>What the model makes of one window of a text.</summary>
internal sealed record WindowRecord : IUnitRecord
{
    public required string Id { get; init; }

    /// <summary>The first token that is scored, counted from the text's beginning.</summary>
    public int From { get; init; }

    public int Tokens { get; init; }

    /// <summary>How many bytes of the text they are.</summary>
    public int Bytes { get; init; }

    /// <summary>Their log-probability, summed, in nats.</summary>
    public double LogProb { get; init; }
}
