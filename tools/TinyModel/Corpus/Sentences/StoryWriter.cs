using TinyModel.Corpus.Lexicons;

namespace TinyModel.Corpus.Sentences;

/// <summary>
/// Writes small scenes and lists in which names and objects come back, so that looking earlier occurrences up pays (induction,
/// Olsson et al. 2022; indirect objects, Wang et al. 2022).
/// </summary>
internal sealed class StoryWriter(SeededRandom random)
{
    private static readonly RowFile s_rows = RowFile.Open("story-words");
    private static readonly IReadOnlyList<string> s_things = s_rows.Words("things");
    private static readonly IReadOnlyList<string> s_places = s_rows.Words("places");
    private static readonly IReadOnlyList<string> s_colors = s_rows.Words("colors");

    /// <summary>A scene or a repeated list.</summary>
    public string Next()
    {
        string[] names = random.PickDistinct(People.Names, 3);
        (string x, string y, string z) = (names[0], names[1], names[2]);
        string thing = random.Pick(s_things);
        string place = random.Pick(s_places);
        return random.Next(7) switch
        {
            0 => $"When {x} and {y} went to the {place}, {y} gave a {thing} to {x}. {x} thanked {y}.",
            1 => $"Then {x} and {y} had a long talk, and {y} gave the {thing} to {x}.",
            2 => $"{x} had a {Color()} {thing}. {People.Pronoun(x)} gave the {thing} to {y}. Now {y} has the {thing}.",
            3 => $"{x} met {y} at the {place}. {y} told {x} about {z}. {z} was not at the {place}. Later {x} and {y} went to see {z}.",
            4 => $"{x} went to the {place}. {y} went to the {random.Pick(s_places)}. {z} looked for {x} and found {x} at the {place}.",
            5 => Repeated(random.PickDistinct(People.Names, random.Between(3, 5))),
            _ => Repeated([.. random.PickDistinct(s_things, random.Between(3, 5)).Select(t => $"{Color()} {t}")]),
        };
    }

    // The same list two or three times over: the simplest text that an induction head predicts.
    private string Repeated(IReadOnlyList<string> items) =>
        string.Join(". ", Enumerable.Repeat(string.Join(", ", items), random.Between(2, 3))) + ".";

    private string Color() => random.Pick(s_colors);
}
