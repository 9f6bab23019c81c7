using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>What is made of pairs of texts.</summary>
public enum PairContrast
{
    /// <summary>The mean of the differences.</summary>
    Mean,

    /// <summary>The line that the differences lie nearest to.</summary>
    Pca,
}

/// <summary>Where the direction comes from, and what it is compared with.</summary>
[OptionGroup("Direction")]
public sealed record DirectionOptions : IValidatedOptions
{
    /// <summary>Where the direction comes from.</summary>
    [Option(
        "direction",
        "The direction: the difference of class means; a vector of a safetensors file by its key, or by its key after each site's name "
        + "(probes.safetensors:weight); each layer's own of a file of control vectors (.gguf); the contrast of a JSONL or CSV file's pairs of texts (towards, "
        + "away), or of two texts",
        Input = true)]
    public DirectionSource Direction { get; init; } = DirectionSource.MeanDifference;

    /// <summary>The class that it points to.</summary>
    [Option("towards", "The class that the direction points to, by its label; the last one when not given", Placeholder = "LABEL")]
    public string? Towards { get; init; }

    /// <summary>Where the texts are read that the direction is found on.</summary>
    [Option(
        "read",
        "What of each text or pair's text the direction is found from: its last position, the mean over its positions, every position, or one. The last when "
        + "not given, where texts are written the mean")]
    public ReadPosition? Read { get; init; }

    /// <summary>What is made of pairs of texts.</summary>
    [Option("pairs-by", "What is made of pairs: the mean of their differences, as when not given, or the first principal component of these")]
    public PairContrast? PairsBy { get; init; }

    /// <summary>How many random directions are tried in its place.</summary>
    [Option("random-directions", "How many random directions of the same length to try in its place", Min = 0, Max = 1000)]
    public int RandomDirections { get; init; } = 3;

    /// <summary>How many directions of shuffled labels are tried in its place.</summary>
    [Option("shuffled-directions", "How many differences of means under shuffled labels, made as long, to try in its place", Min = 0, Max = 1000)]
    [OnlyWith("direction mean-difference")]
    public int ShuffledDirections { get; init; } = 3;

    /// <summary>The class that the direction points to, by its place among the classes' words.</summary>
    /// <exception cref="InputException">There is no such class.</exception>
    internal int TowardsOf(IReadOnlyList<string> words)
    {
        int found = Towards is null ? words.Count - 1 : words.ToList().IndexOf(Towards);
        return found >= 0 ? found
            : throw new InputException($"--towards {Towards}: there is no such class{NearestName.Hint(Towards!, words)}; there are {string.Join(", ", words)}");
    }

    /// <inheritdoc/>
    public void Validate()
    {
        if (Read is not null && Direction.Kind == DirectionKind.File)
        {
            throw new InputException("--read has no effect on a direction that a file holds");
        }

        if (PairsBy is not null && Direction.Kind != DirectionKind.Pairs)
        {
            throw new InputException("--pairs-by needs --direction pairs:FILE");
        }
    }
}
