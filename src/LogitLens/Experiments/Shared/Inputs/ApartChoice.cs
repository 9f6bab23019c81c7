using LogitLens.Options;

namespace LogitLens.Experiments;

/// <summary>What is kept apart from what is learnt: a split of the dataset, a file in its format, or <c>none</c>.</summary>
/// <param name="Name">The split, the file, or the word.</param>
[JsonConverter(typeof(OptionValueJsonConverter<ApartChoice>))]
public readonly record struct ApartChoice(string Name) : IOptionValue<ApartChoice>, IInputPaths
{
    private const string Nothing = "none";

    /// <inheritdoc/>
    public static OptionForm Form { get; } = new("SPLIT|FILE|none", "a split of the dataset, a file, or none", "^.+$") { Words = [Nothing] };

    /// <summary>Whether nothing is wanted.</summary>
    public bool IsNothing => Name == Nothing;

    /// <inheritdoc/>
    public IEnumerable<string> Paths => [Name];

    /// <inheritdoc/>
    public static bool TryParse(string text, out ApartChoice value)
    {
        value = new ApartChoice(text);
        return text.Length > 0;
    }

    /// <summary>As it is typed.</summary>
    public override string ToString() => Name;
}
