using LogitLens.Ratings;

namespace LogitLens.Tests.Ratings;

public sealed class WordSummaryTests
{
    private static readonly RatedSheet s_sheet = new(["rater_1", "rater_2", "rater_3"], [], [])
    {
        Methods = ["first", "second"],
        Texts =
        [
            new WordItem("1", "x", [["dull", "long", "film", "a"], ["a", "film", "long", "dull"]], [["dull", "long"], ["dull"], null]),
            new WordItem("2", "y", [["good", "fun", "so", "was", "it"], []], [["it"], ["fun", "nope"], ["good", "fun"]]),
            new WordItem("3", "z", [["nobody", "rated", "this"], []], [null, null, null]),
        ],
    };

    [Fact]
    public void A_methods_overlap_with_people_is_that_of_a_hand_worked_sheet()
    {
        WordSummary words = WordSummary.Of(s_sheet, seed: 0)!;

        Assert.Equal((2, 7), (words.Texts, words.Chosen));
        Assert.Equal(["nope (item 2)"], words.Unknown);

        // Text 1: both raters' words are the first's first two and first one. Text 2: neither it nor fun is good, but both of good and fun are found.
        Assert.Equal((1 + (1.0 / 3)) / 2, words.Methods[0].Overlap.Value!.Value, 12);
        Assert.Equal((((2.0 / 4) + (1.0 / 4)) / 2 + ((0.2 + 0.2 + 0.4) / 3)) / 2, words.Methods[0].Chance!.Value, 12);
        Assert.Equal(words.Methods[0].Overlap.Value!.Value - words.Methods[0].Chance!.Value, words.Methods[0].OverChance.Value!.Value, 12);

        // The second says nothing of text 2.
        Assert.Equal((0.0, 1, 0.375), (words.Methods[1].Overlap.Value, words.Methods[1].Overlap.N, words.Methods[1].Chance));

        // Text 1: 1/2 and 1. Text 2: 0, 0; 0, 1; 0, 1/2.
        Assert.Equal((0.75 + 0.25) / 2, words.Raters.Value!.Value, 12);
    }

    [Fact]
    public void Agreement_is_over_words_that_are_chosen_or_not()
    {
        // 23 marks, 7 of them for a word; long, good, fun and it divide raters, 2 each: 1 - 22 x 8 / (2 x 7 x 16).
        Assert.Equal(1 - (22.0 * 8 / 224), WordSummary.Of(s_sheet, seed: 0)!.Alpha.Value!.Value, 12);
        Assert.Equal(2, WordSummary.Of(s_sheet, seed: 0)!.Alpha.N);
    }

    [Fact]
    public void A_sheet_without_words_has_no_summary_of_them() =>
        Assert.Null(WordSummary.Of(s_sheet with { Texts = [s_sheet.Texts[2]] }, seed: 0));
}
