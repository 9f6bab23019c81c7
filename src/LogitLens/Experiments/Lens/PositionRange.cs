using LogitLens.Options;

namespace LogitLens.Experiments.Lens;

/// <summary>Positions of a prompt, written <c>10..40</c>: from the first up to but not including the last; <c>10..</c> goes to the end.</summary>
/// <param name="Start">The first position.</param>
/// <param name="End">The position after the last; null for the prompt's end.</param>
[JsonConverter(typeof(OptionValueJsonConverter<PositionRange>))]
public readonly record struct PositionRange(int Start, int? End) : IOptionValue<PositionRange>
{
    /// <inheritdoc/>
    public static OptionForm Form { get; } = new("FROM..TO", "a range of positions such as 0..40, 10.. or ..20", @"^[0-9]*\.\.[0-9]*$");

    /// <inheritdoc/>
    public static bool TryParse(string text, out PositionRange value)
    {
        value = default;
        string[] ends = text.Split("..");
        if (ends.Length != 2 || !TryNumber(ends[0], out int? start) || !TryNumber(ends[1], out int? end) || end <= (start ?? 0))
        {
            return false;
        }

        value = new PositionRange(start ?? 0, end);
        return true;
    }

    /// <summary>The range within a prompt of <paramref name="count"/> positions.</summary>
    /// <exception cref="InputException">The range begins after the prompt's end.</exception>
    public (int Start, int Count) Within(int count) => Start < count
        ? (Start, Math.Min(End ?? count, count) - Start)
        : throw new InputException($"--positions {this} begins after the prompt's last position, {count - 1}");

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start}..{End}");

    private static bool TryNumber(string text, out int? number)
    {
        bool read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        number = read ? value : null;
        return read || text.Length == 0;
    }
}
