using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>Texts that ask for a class, as typed: <c>{label}</c> stands for its word, or <c>CLASS=</c> before a text says which one it asks for.</summary>
/// <param name="Texts">The texts with <c>|</c> between them; <c>none</c> for none.</param>
[JsonConverter(typeof(OptionValueJsonConverter<Instruction>))]
public readonly record struct Instruction(string Texts) : IOptionValue<Instruction>
{
    private const string None = "none";
    private const string Label = "{label}";

    /// <inheritdoc/>
    public static OptionForm Form { get; } = new(
        "TEXT|...", $"texts with | between them, each with {Label} for the class's word or CLASS= before it; or {None}", "^[^|]+(\\|[^|]+)*$")
    {
        Words = [None],
    };

    /// <summary>Three ways to ask for any class.</summary>
    public static Instruction Bundled => new($"Write a {Label} text.|The following text is {Label}.|Here is a text that is {Label}:");

    /// <inheritdoc/>
    public static bool TryParse(string text, out Instruction value)
    {
        value = new Instruction(text);
        return text.Split('|').All(part => part.Trim().Length > 0);
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => Texts;

    /// <summary>The texts that ask for each class, [class][text].</summary>
    /// <param name="words">The classes' words.</param>
    /// <exception cref="InputException">A text is of no class.</exception>
    internal IReadOnlyList<string>[] For(IReadOnlyList<string> words)
    {
        List<string>[] texts = [.. words.Select(_ => new List<string>())];
        foreach (string text in Texts == None ? [] : Texts.Split('|'))
        {
            int of = words.ToList().FindIndex(word => text.StartsWith($"{word}=", StringComparison.Ordinal));
            if (of >= 0)
            {
                texts[of].Add(text[(words[of].Length + 1)..]);
            }
            else if (text.Contains(Label, StringComparison.Ordinal))
            {
                words.Select(word => text.Replace(Label, word, StringComparison.Ordinal)).Zip(texts).ToList().ForEach(pair => pair.Second.Add(pair.First));
            }
            else
            {
                throw new InputException(
                    $"--instruction: '{text}' asks for no class: put {Label} where its word is to stand, or one of "
                    + $"{string.Join(", ", words.Select(word => word + "="))} before it");
            }
        }

        return texts;
    }
}
