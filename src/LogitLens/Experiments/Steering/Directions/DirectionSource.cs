using System.Text.Json.Serialization;
using LogitLens.Options;

namespace LogitLens.Experiments.Steering.Directions;

/// <summary>Kinds of sources of directions.</summary>
public enum DirectionKind
{
    /// <summary>The mean of one class's activations less the mean of the others'.</summary>
    MeanDifference,

    /// <summary>A tensor of a safetensors file.</summary>
    File,
}

/// <summary>Where a direction comes from, as typed.</summary>
/// <param name="Kind">What kind of source.</param>
/// <param name="File">The file; null where it is found from data.</param>
/// <param name="Key">The tensor's key in it.</param>
[JsonConverter(typeof(OptionValueJsonConverter<DirectionSource>))]
public readonly record struct DirectionSource(DirectionKind Kind, string? File, string? Key) : IOptionValue<DirectionSource>, IInputPaths
{
    private const string MeanDifferenceWord = "mean-difference";
    private const string Extension = ".safetensors:";

    /// <inheritdoc/>
    public static string Placeholder => "mean-difference|FILE.safetensors:KEY";

    /// <inheritdoc/>
    public static string Expected => "mean-difference or FILE.safetensors:KEY";

    /// <inheritdoc/>
    public static string Pattern => "^(mean-difference|.+\\.safetensors:.+)$";

    /// <inheritdoc/>
    public static IReadOnlyList<string> Words => [MeanDifferenceWord];

    /// <summary>The difference of class means.</summary>
    public static DirectionSource MeanDifference => default;

    /// <inheritdoc/>
    public IEnumerable<string> Paths => File is null ? [] : [File];

    /// <inheritdoc/>
    public static bool TryParse(string text, out DirectionSource value)
    {
        int end = text.IndexOf(Extension, StringComparison.OrdinalIgnoreCase);
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
    public override string ToString() => Kind == DirectionKind.File ? $"{File}:{Key}" : MeanDifferenceWord;
}
