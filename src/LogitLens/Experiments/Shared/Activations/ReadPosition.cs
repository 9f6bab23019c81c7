using LogitLens.Options;

namespace LogitLens.Experiments;

/// <summary>Where in a text activations are read: at its last token, at one position, at every token, or as the mean over its tokens.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Index">The position, from 0, or from -1 backwards from the end; for <see cref="PositionKind.One"/>.</param>
[JsonConverter(typeof(OptionValueJsonConverter<ReadPosition>))]
public readonly record struct ReadPosition(PositionKind Kind, int Index = 0) : IOptionValue<ReadPosition>
{
    /// <summary>The last token.</summary>
    public static ReadPosition Last => default;

    /// <summary>The mean over the text's tokens.</summary>
    public static ReadPosition Mean => new(PositionKind.Mean);

    /// <summary>Every token, each a row of its own.</summary>
    public static ReadPosition Every => new(PositionKind.Every);

    /// <inheritdoc/>
    public static OptionForm Form { get; } = new(
        "last|mean|every|N", "last, mean, every, or a position: 0 for the first token, -2 for the last but one", "^(last|mean|every|-?[0-9]+)$");

    /// <inheritdoc/>
    public static bool TryParse(string text, out ReadPosition value)
    {
        bool isIndex = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index);
        value = text switch
        {
            "mean" => Mean,
            "every" => Every,
            _ when isIndex => new ReadPosition(PositionKind.One, index),
            _ => Last,
        };
        return isIndex || text is "last" or "mean" or "every";
    }

    /// <summary>The position's place in a text; -1 where the text does not reach so far.</summary>
    /// <param name="first">The place of the text's first token: 1 behind BOS, else 0.</param>
    /// <param name="length">The text's tokens, BOS included.</param>
    public int In(int first, int length)
    {
        int place = Kind != PositionKind.One || Index < 0 ? length + (Kind == PositionKind.One ? Index : -1) : first + Index;
        return place >= first && place < length ? place : -1;
    }

    /// <summary>As it is typed.</summary>
    public override string ToString() => Kind == PositionKind.One ? Index.ToString(CultureInfo.InvariantCulture) : Kind.ToString().ToLowerInvariant();
}

/// <summary>The kinds of <see cref="ReadPosition"/>.</summary>
public enum PositionKind
{
    /// <summary>The last token.</summary>
    Last,

    /// <summary>One position.</summary>
    One,

    /// <summary>The mean over the text's tokens.</summary>
    Mean,

    /// <summary>Every token.</summary>
    Every,
}
