using LogitLens.Options;

namespace LogitLens.Experiments.Evaluation;

/// <summary>How the next token is chosen.</summary>
public enum DecodeMode
{
    /// <summary>The most probable one.</summary>
    Greedy,

    /// <summary>Drawn from the most probable ones.</summary>
    Sample,
}

/// <summary>How the model's own words are written.</summary>
[OptionGroup("Decoding")]
public sealed record DecodingOptions : IValidatedOptions
{
    /// <summary>The word for no stop sequence.</summary>
    public const string NoStop = "none";

    /// <summary>Greedy or sampled.</summary>
    [Option("decode", "How each token is chosen: the most probable one, or drawn by the seed; what an example draws does not depend on the batch")]
    public DecodeMode Decode { get; init; } = DecodeMode.Greedy;

    /// <summary>What logits are divided by.</summary>
    [Option("temperature", "With --decode sample: what logits are divided by before a draw; below 1 the probable becomes more probable", Min = 0.01, Max = 100)]
    [OnlyWith("decode sample")]
    public double Temperature { get; init; } = 1;

    /// <summary>How many tokens a draw is among.</summary>
    [Option("top-k", "With --decode sample: draw among this many of the most probable tokens; 0 for all", Min = 0)]
    [OnlyWith("decode sample")]
    public int TopK { get; init; } = 50;

    /// <summary>How much probability a draw is among.</summary>
    [Option("top-p", "With --decode sample: of these, draw among the fewest that have this share of the probability", Min = 0, Max = 1)]
    [OnlyWith("decode sample")]
    public double TopP { get; init; } = 0.95;

    /// <summary>The longest answer.</summary>
    [Option("max-new-tokens", "Generation: the most tokens of an answer", Min = 1, Max = 4096)]
    public int MaxNewTokens { get; init; } = 50;

    /// <summary>What ends an answer.</summary>
    [Option("stop", @"Generation: what ends an answer, with \n for a line end and \t for a tab; none to go on to --max-new-tokens", Placeholder = "TEXT")]
    public IReadOnlyList<string> Stop { get; init; } = [@"\n"];

    /// <summary>The stop sequences as they stand in a text; none for none.</summary>
    public IReadOnlyList<string> StopSequences() => Stop is [NoStop]
        ? []
        : [.. Stop.Select(stop => stop.Replace(@"\n", "\n", StringComparison.Ordinal).Replace(@"\t", "\t", StringComparison.Ordinal))];

    /// <inheritdoc/>
    public void Validate()
    {
        if (Stop.Count == 0 || Stop.Any(string.IsNullOrEmpty))
        {
            throw new InputException($"--stop is empty: give a text that ends an answer, or {NoStop}");
        }

        if (Stop.Count > 1 && Stop.Contains(NoStop))
        {
            throw new InputException($"--stop {NoStop} stands alone; leave it or the other stop sequences out");
        }
    }
}
