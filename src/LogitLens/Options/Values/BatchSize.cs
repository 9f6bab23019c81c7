namespace LogitLens.Options;

/// <summary>How many examples go through the model at once: a number, or <c>auto</c> to take it from the memory budget.</summary>
/// <param name="Count">The number, or null for auto.</param>
[JsonConverter(typeof(OptionValueJsonConverter<BatchSize>))]
public readonly record struct BatchSize(int? Count) : IOptionValue<BatchSize>
{
    /// <summary>As many as the memory budget allows.</summary>
    public static BatchSize Auto => default;

    /// <inheritdoc/>
    public static OptionForm Form { get; } = new("N|auto", "a whole number of at least 1, or auto", "^(auto|[1-9][0-9]*)$") { Words = ["auto"] };

    /// <inheritdoc/>
    public static bool TryParse(string text, out BatchSize value)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        value = isNumber ? new BatchSize(count) : Auto;
        return isNumber ? count >= 1 : text == "auto";
    }

    /// <summary>The number, or <c>auto</c>.</summary>
    public override string ToString() => Count?.ToString(CultureInfo.InvariantCulture) ?? "auto";
}
