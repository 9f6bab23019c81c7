using LogitLens.Options;

namespace LogitLens.Experiments.Finetuning;

/// <summary>The norm that gradients are clipped to: a number, or <c>none</c>.</summary>
/// <param name="Limit">The number; null for no clipping.</param>
[JsonConverter(typeof(OptionValueJsonConverter<ClipNorm>))]
public readonly record struct ClipNorm(double? Limit) : IOptionValue<ClipNorm>
{
    /// <inheritdoc/>
    public static OptionForm Form { get; } = new("X|none", "a number above 0, or none", "^(none|[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?)$");

    /// <inheritdoc/>
    public static bool TryParse(string text, out ClipNorm value)
    {
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double limit);
        value = new ClipNorm(isNumber ? limit : null);
        return isNumber ? limit > 0 && double.IsFinite(limit) : text == "none";
    }

    /// <summary>The number, or <c>none</c>.</summary>
    public override string ToString() => Limit?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
