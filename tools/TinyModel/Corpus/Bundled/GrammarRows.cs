using TinyModel.Corpus.Sentences;

namespace TinyModel.Corpus.Bundled;

/// <summary>
/// The sets for probes, CSV with a header: what class a text is of is told by one word, or by their number, and all else is drawn alike for every class.
/// </summary>
internal static class GrammarRows
{
    private const int RowsOfEach = 10;
    private const int RowsOfLength = 160;

    private static readonly string[] s_numbers = ["singular", "plural"];
    private static readonly string[] s_tenses = ["past", "present"];
    private static readonly (string Name, int Fewest, int Most)[] s_lengths = [("short", 4, 6), ("middle", 9, 11), ("long", 14, 17)];

    /// <summary>Beginnings of sentences up to the verb, by the subject's number; a group is a noun.</summary>
    public static string Number()
    {
        GrammarWriter writer = new(HeldOutRows.Random("number"));
        int nouns = writer.Nouns.Count;
        return Csv("number order", HeldOutRows.Draw(
            2 * nouns * RowsOfEach,
            i => (Text: writer.Beginning(i / 2 % nouns, isPlural: i % 2 == 1), Label: s_numbers[i % 2], Group: (string?)writer.Nouns[i / 2 % nouns]),
            row => row.Text));
    }

    /// <summary>Sentences by their verb's tense; a group is a verb.</summary>
    public static string Tense()
    {
        GrammarWriter writer = new(HeldOutRows.Random("tense"));
        int verbs = writer.Verbs.Count;
        return Csv("tense order", HeldOutRows.Draw(
            2 * verbs * RowsOfEach,
            i => (Text: writer.Sentence(i / 2 % verbs, isPast: i % 2 == 0), Label: s_tenses[i % 2], Group: (string?)writer.Verbs[i / 2 % verbs]),
            row => row.Text));
    }

    /// <summary>Sentences by how many words they have.</summary>
    public static string Length()
    {
        GrammarWriter writer = new(HeldOutRows.Random("length"));
        return Csv("length order", HeldOutRows.Draw(
            s_lengths.Length * RowsOfLength,
            i => (Text: writer.OfLength(s_lengths[i % 3].Fewest, s_lengths[i % 3].Most), Label: s_lengths[i % 3].Name, Group: (string?)null),
            row => row.Text));
    }

    private static string Csv(string purpose, IReadOnlyList<(string Text, string Label, string? Group)> rows) =>
        (rows[0].Group is null ? "text,label\n" : "text,label,group\n")
        + string.Concat(HeldOutRows.Random(purpose).Shuffled(rows).Select(row => $"{row.Text},{row.Label}{(row.Group is null ? "" : "," + row.Group)}\n"));
}
