using LogitLens.Ratings;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Ratings;

public sealed class RatingSummaryTests
{
    private const Choice A = Choice.A, B = Choice.B, Tie = Choice.Tie;

    [Fact]
    public void Preference_and_agreement_are_those_of_a_hand_worked_sheet()
    {
        // Items by their expected column, two judges and three raters.
        RatedSheet sheet = new(
            ["rater_1", "rater_2", "rater_3"], ["words", "prompt"],
            [
                new RatedItem("1", A, [A, B], [A, A, A]),
                new RatedItem("2", B, [A, Tie], [B, B, A]),
                new RatedItem("3", A, [A, A], [B, Tie, null]),
                new RatedItem("4", B, [B, B], [A, B, null]),
                new RatedItem("5", A, [A, A], [null, null, null]),
            ]);

        RatingSummary summary = RatingSummary.Of(sheet, seed: 0);

        Assert.Equal((4, 10), (summary.Items, summary.Ratings));

        // 3/3, 2/3, (0 + 1/2) / 2, 1/2.
        Assert.Equal((1 + (2.0 / 3) + 0.25 + 0.5) / 4, summary.Preference.Value!.Value, 12);
        Assert.Equal(4, summary.Preference.N);
        Assert.Equal((1, 10), (summary.Ties.Count, summary.Ties.N));
        Assert.Equal([0.5, 3.5 / 4, 0.5], summary.Raters.Select(rater => rater.Preference.Value!.Value));

        // Majorities: A, B, B, none. Words says A, A, A, B; prompt B, tie, A, B.
        Assert.Equal((1, 3, 1), (summary.Judges[0].Agreement.Count, summary.Judges[0].Agreement.N, summary.Judges[0].Undecided));
        Assert.Equal((0, 2, 2), (summary.Judges[1].Agreement.Count, summary.Judges[1].Agreement.N, summary.Judges[1].Undecided));
    }

    [Fact]
    public void A_sheet_is_blind_shuffled_and_read_back_with_its_key()
    {
        using TemporaryFolder folder = new();
        RatedPair[] pairs =
        [
            .. Enumerable.Range(0, 20).Select(i =>
                new RatedPair($"dev:{i}", $"prompt {i}", new RatedText("add 3", $"good, {i}"), new RatedText("add -3", $"bad, \"{i}\""))
            {
                Expected = 1,
                Judges = new Dictionary<string, int> { ["words"] = 1, ["prompt"] = i % 3 },
            }),
        ];
        (CsvTable sheet, CsvTable key) = RatingSheet.Of(pairs, "Which is more positive?", seed: 1);
        string path = Write(folder, sheet), filled = folder.File("human-sheet.csv");
        Write(folder, key);

        // A rater who always prefers what is good, and one who prefers column a.
        string[] lines = [.. File.ReadAllLines(path)];
        Assert.DoesNotContain("add 3", File.ReadAllText(path), StringComparison.Ordinal);
        File.WriteAllLines(filled, lines.Select((line, row) => row == 0 ? line
            : $"{line[..^3]},{(line.IndexOf("good", StringComparison.Ordinal) < line.IndexOf("bad", StringComparison.Ordinal) ? "a" : "B")},a,"));

        RatedSheet read = RatedSheet.Read(filled, null);
        RatingSummary summary = RatingSummary.Of(read, seed: 0);

        Assert.Equal(["rater_1", "rater_2"], read.Raters);
        Assert.Equal(1, summary.Raters[0].Preference.Value);
        Assert.InRange(summary.Raters[1].Preference.Value!.Value, 0.2, 0.8);
        Assert.NotEqual(pairs.Select(pair => pair.Id), read.Items.Select(item => item.Id));
        RatedSheet one = read with { Raters = ["rater_1"], Items = [.. read.Items.Select(item => item with { Ratings = [item.Ratings[0]] })] };
        Assert.Equal(1, RatingSummary.Of(one, seed: 0).Judges[0].Agreement.Value);
        Assert.Null(summary.Words);
    }

    [Fact]
    public void Texts_to_name_words_of_come_before_the_pairs_and_are_read_back_as_people_write()
    {
        using TemporaryFolder folder = new();
        RatedPair[] pairs = [new("dev:1", "one", new RatedText("a method", "good, fun"), new RatedText("random", "so, was")) { Expected = 1 }];
        RatedWords[] texts =
        [
            new("dev:2", "[negative] The dogs’ film, half-baked", new Dictionary<string, IReadOnlyList<string>>
            {
                ["leave-one-out"] = ["half-baked", "dogs’", "film", "the"],
            }),
        ];
        (CsvTable sheet, CsvTable key) = RatingSheet.Of(pairs, "Which?", seed: 1, (texts, "Which words?"));
        string path = Write(folder, sheet);
        Write(folder, key);
        string[] lines = File.ReadAllLines(path);
        Assert.StartsWith("1,Which words?,\"[negative]", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("2,Which?,one", lines[2], StringComparison.Ordinal);
        File.WriteAllLines(path, [lines[0], lines[1][..^2] + "\"Half-baked, the; dogs’.\",,", lines[2][..^2] + "tie,,"]);

        RatedSheet read = RatedSheet.Read(path, null);

        WordItem text = Assert.Single(read.Texts);
        Assert.Equal(["half-baked", "the", "dogs"], text.Chosen[0]!);
        Assert.Equal(["half-baked", "dogs", "film", "the"], text.Ranked[0]);
        Assert.Equal(Tie, Assert.Single(read.Items).Ratings[0]);

        // Of three words the method's first three have two, of four words in all.
        WordOverlap overlap = Assert.Single(RatingSummary.Of(read, seed: 0).Words!.Methods);
        Assert.Equal(("leave-one-out", 2.0 / 3, 3.0 / 4), (overlap.Method, overlap.Overlap.Value, overlap.Chance));
    }

    [Fact]
    public void A_text_whose_words_no_method_puts_in_order_is_no_pair()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("sheet.csv");
        File.WriteAllText(path, "item,question,context,a,b,rater_1\n1,Which words?,dull,,,dull\n2,Which?,one,good,bad,a\n");
        File.WriteAllText(folder.File("sheet-key.csv"), "item,id,a,b,expected,words by ig\n1,dev:1,,,,\n2,dev:2,add 3,add -3,a,\n");

        RatedSheet read = RatedSheet.Read(path, null);

        Assert.Equal(["dull"], Assert.Single(read.Texts).Chosen[0]!);
        Assert.Equal(A, Assert.Single(read.Items).Ratings[0]);
    }

    private static string Write(TemporaryFolder folder, CsvTable table)
    {
        string path = folder.File(table.Name + ".csv");
        using StreamWriter writer = new(path);
        table.Write(writer);
        return path;
    }
}
