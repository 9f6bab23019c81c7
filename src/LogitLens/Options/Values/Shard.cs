namespace LogitLens.Options;

/// <summary>One of several equal parts of a run, written <c>2/8</c>: the second of eight.</summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many parts there are.</param>
[JsonConverter(typeof(OptionValueJsonConverter<Shard>))]
public readonly record struct Shard(int Number, int Count) : IOptionValue<Shard>
{
    /// <inheritdoc/>
    public static OptionForm Form { get; } = new("I/N", "a part such as 2/8 (the second of eight)", "^[1-9][0-9]*/[1-9][0-9]*$");

    /// <inheritdoc/>
    public static bool TryParse(string text, out Shard value)
    {
        value = default;
        string[] parts = text.Split('/');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return false;
        }

        value = new Shard(number, count);
        return number >= 1 && number <= count;
    }

    /// <summary>The part as it is written: <c>2/8</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
