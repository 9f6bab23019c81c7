using LogitLens.Checkpoints;
using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>Kinds of sources of directions.</summary>
public enum DirectionKind
{
    /// <summary>The mean of one class's activations less the mean of the others'.</summary>
    MeanDifference,

    /// <summary>A tensor of a safetensors file, or a file of control vectors.</summary>
    File,

    /// <summary>Pairs of texts of a file, one of each pair towards the other.</summary>
    Pairs,

    /// <summary>Two texts.</summary>
    Contrast,
}

/// <summary>Where a direction comes from, as typed.</summary>
/// <param name="Kind">What kind of source.</param>
/// <param name="File">The file; null where there is none.</param>
/// <param name="Key">The tensor's key in it, null for a file of control vectors; of a contrast, the two texts.</param>
[JsonConverter(typeof(OptionValueJsonConverter<DirectionSource>))]
public readonly record struct DirectionSource(DirectionKind Kind, string? File, string? Key) : IOptionValue<DirectionSource>, IInputPaths
{
    private const string MeanDifferenceWord = "mean-difference";
    private const string Extension = ".safetensors:";
    private const string PairsWord = "pairs:";
    private const string ContrastWord = "contrast:";
    private const char Bar = '|';

    /// <inheritdoc/>
    public static OptionForm Form { get; } = new(
        "mean-difference|FILE.safetensors:KEY|FILE.gguf|pairs:FILE|contrast:TEXT|TEXT",
        "mean-difference, FILE.safetensors:KEY, FILE.gguf, pairs:FILE or contrast:TEXT|TEXT",
        "^(mean-difference|pairs:.+|contrast:[^|]+\\|[^|]+|.+\\.safetensors:.+|.+\\.gguf)$")
    {
        Words = [MeanDifferenceWord],
    };

    /// <summary>The difference of class means.</summary>
    public static DirectionSource MeanDifference => default;

    /// <summary>Whether it is a file of control vectors, which has each layer's own.</summary>
    internal bool IsControlVector => Kind == DirectionKind.File && Key is null;

    /// <inheritdoc/>
    public IEnumerable<string> Paths => File is null ? [] : [File];

    /// <inheritdoc/>
    public static bool TryParse(string text, out DirectionSource value)
    {
        if (text.StartsWith(PairsWord, StringComparison.Ordinal))
        {
            value = new DirectionSource(DirectionKind.Pairs, text[PairsWord.Length..], null);
            return value.File!.Length > 0;
        }

        if (text.StartsWith(ContrastWord, StringComparison.Ordinal))
        {
            value = new DirectionSource(DirectionKind.Contrast, null, text[ContrastWord.Length..]);
            return value.Key!.Split(Bar) is [{ Length: > 0 }, { Length: > 0 }];
        }

        int end = text.IndexOf(Extension, StringComparison.OrdinalIgnoreCase);
        if (end <= 0 && text.Length > ControlVectorFile.Extension.Length && text.EndsWith(ControlVectorFile.Extension, StringComparison.OrdinalIgnoreCase))
        {
            value = new DirectionSource(DirectionKind.File, text, null);
            return true;
        }

        if (text == MeanDifferenceWord || end <= 0)
        {
            value = MeanDifference;
            return text == MeanDifferenceWord;
        }

        int key = end + Extension.Length;
        value = new DirectionSource(DirectionKind.File, text[..(key - 1)], text[key..]);
        return key < text.Length;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => Kind switch
    {
        DirectionKind.File => Key is null ? File! : $"{File}:{Key}",
        DirectionKind.Pairs => PairsWord + File,
        DirectionKind.Contrast => ContrastWord + Key,
        _ => MeanDifferenceWord,
    };

    /// <summary>The two texts of a contrast: that which the direction points to, and that which it points from.</summary>
    internal (string Towards, string Away) Texts => Key!.Split(Bar) is [string towards, string away] ? (towards, away)
        : throw new InvalidOperationException("no contrast");
}
